using System.Text.RegularExpressions;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Customers.Contracts;
using GuestDetails = BookingPlatform.Connectors.Abstractions.GuestDetails;
using PmsAddress = BookingPlatform.Connectors.Abstractions.PostalAddress;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>
/// Our customer as a PMS should have them. What we do not know is left out, and never taken from the hotel; our notes stay ours, since the hotel's staff write
/// their own there. A placeholder, a relay or an address that bounced is no email.
/// </summary>
internal static partial class WantedGuest
{
    public static GuestDetails Of(CustomerCard customer) => new()
    {
        Name = new GuestName(customer.FirstName, customer.LastName),
        Email = PushableEmail.From(customer.Email, Standing(customer)),
        Phone = customer.Phone,
        Address = Address(customer.Address),
    };

    /// <summary>The wanted address beside the one the PMS has: where it is the same place, the parts that only the PMS knows stay.</summary>
    public static GuestDetails Beside(this GuestDetails wanted, ExternalGuest current) =>
        wanted.Address is { } ours && current.Address is { } theirs && IsSamePlace(ours, theirs)
            ? wanted with
            {
                Address = new PmsAddress
                {
                    Line1 = ours.Line1 ?? theirs.Line1,
                    Line2 = ours.Line2 ?? theirs.Line2,
                    City = ours.City ?? theirs.City,
                    PostalCode = ours.PostalCode ?? theirs.PostalCode,
                    RegionCode = ours.RegionCode ?? theirs.RegionCode,
                    CountryCode = ours.CountryCode ?? theirs.CountryCode,
                },
            }
            : wanted;

    private static EmailStanding Standing(CustomerCard customer) => customer.EmailState switch
    {
        EmailState.Placeholder => EmailStanding.Placeholder,
        EmailState.Relay => EmailStanding.Relay,
        var state when state.CanBePushed() && !LeadsNowhere(customer.Email) => EmailStanding.Deliverable,
        _ => EmailStanding.Undeliverable,
    };

    /// <summary>Names that no mail server answers for (RFC 6761), however an address in one came to be on a record.</summary>
    private static bool LeadsNowhere(string? email) =>
        email?.Trim().TrimEnd('.') is not { } address || address.EndsWith("localhost", StringComparison.OrdinalIgnoreCase) || address.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    /// <summary>A country alone is no address.</summary>
    private static PmsAddress? Address(Customers.Contracts.PostalAddress? address)
    {
        if (address is null || (Filled(address.Street), Filled(address.City), Filled(address.PostalCode)) is (null, null, null))
            return null;
        var lines = (Filled(address.Street) ?? "").Split('\n', 2, StringSplitOptions.TrimEntries);
        return new PmsAddress
        {
            Line1 = Filled(lines[0]),
            Line2 = lines.Length > 1 ? Filled(lines[1].ReplaceLineEndings(", ")) : null,
            City = Filled(address.City),
            PostalCode = Filled(address.PostalCode),
            RegionCode = Region(Filled(address.Region), Filled(address.Country)),
            CountryCode = Filled(address.Country),
        };
    }

    /// <summary>Regions are typed freely; only what is an ISO 3166-2 code, whole or without its country, can be sent as one.</summary>
    private static string? Region(string? region, string? country) => (region, country) switch
    {
        ({ } code, _) when WholeCode().IsMatch(code) => code,
        ({ } part, { } home) when PartOfCode().IsMatch(part) => $"{home}-{part}",
        _ => null,
    };

    private static bool IsSamePlace(PmsAddress ours, PmsAddress theirs) =>
        Agree(ours.Line1, theirs.Line1) && Agree(ours.City, theirs.City) && Agree(ours.PostalCode, theirs.PostalCode) && Agree(ours.CountryCode, theirs.CountryCode);

    private static bool Agree(string? ours, string? theirs) => ours is null || string.Equals(ours, theirs?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    private static partial Regex WholeCode();

    [GeneratedRegex("^[A-Z0-9]{1,3}$")]
    private static partial Regex PartOfCode();
}
