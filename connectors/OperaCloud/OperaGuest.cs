using System.Text.RegularExpressions;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.OperaCloud.Api;
using static BookingPlatform.Connectors.Http.TolerantJson;

namespace BookingPlatform.OperaCloud;

/// <summary>
/// OPERA's profile in our words and back. Of each list the primary entry is ours to change, under its own id: without the id OPERA adds a second entry and
/// goes on showing the first.
/// </summary>
internal static partial class OperaGuest
{
    public static ExternalGuest From(ExternalGuestId id, OperaProfile profile, string system)
    {
        var details = profile.ProfileDetails!;
        var name = Primary(details.Customer);
        return new ExternalGuest
        {
            Id = id,
            Name = new GuestName(name?.GivenName ?? "", name?.Surname ?? ""),
            Email = Filled(Primary(details.Emails)?.Email?.EmailAddress),
            Phone = Filled(Primary(details.Telephones)?.Telephone?.PhoneNumber),
            Address = Primary(details.Addresses)?.Address is { } address ? From(address) : null,
            Reference = profile.ExternalReferences?.FirstOrDefault(r => string.Equals(r.IdContext, system, StringComparison.OrdinalIgnoreCase))?.Id,
            UpdatedUtc = Instant(details.LastModifyDateTime),
        };
    }

    /// <summary>The sections that a change writes, in the entries that are primary now.</summary>
    public static OperaDetails Sections(GuestChange change, OperaDetails? current, (string Email, string Phone, string Address, string Note) types) => new()
    {
        Customer = change.Name is { } name ? new OperaCustomer([Name(name, Primary(current?.Customer))]) : null,
        Emails = change.Email is { } email ? new OperaEmails([Email(email, Primary(current?.Emails), types.Email)]) : null,
        Telephones = change.Phone is { } phone ? new OperaTelephones([Phone(phone, Primary(current?.Telephones), types.Phone)]) : null,
        Addresses = change.Address is { } address ? new OperaAddresses([Address(address, Primary(current?.Addresses), types.Address)]) : null,
    };

    private static OperaName Name(GuestName name, OperaName? now) => (now ?? new OperaName()) with { GivenName = name.First, Surname = name.Last, NameType = "Primary" };

    private static OperaEmailEntry Email(PushableEmail email, OperaEmailEntry? now, string type) =>
        new(now?.Id, new OperaEmail { EmailAddress = email.Address, Type = now?.Email?.Type ?? type, PrimaryInd = true });

    private static OperaTelephoneEntry Phone(string phone, OperaTelephoneEntry? now, string type) => new(now?.Id, new OperaTelephone
    {
        PhoneNumber = phone,
        PhoneTechType = now?.Telephone?.PhoneTechType ?? "PHONE",
        PhoneUseType = now?.Telephone?.PhoneUseType ?? type,
        PrimaryInd = true,
    });

    private static OperaAddressEntry Address(PostalAddress address, OperaAddressEntry? now, string type) => new(now?.Id, new OperaAddress
    {
        AddressLine = [address.Line1 ?? "", address.Line2 ?? ""],
        CityName = address.City ?? "",
        PostalCode = address.PostalCode ?? "",
        State = address.RegionCode?.Split('-')[^1] ?? "",
        Country = address.CountryCode is { } country ? new OperaCountry(country) : null,
        Type = now?.Address?.Type ?? type,
        PrimaryInd = true,
    });

    private static PostalAddress From(OperaAddress address)
    {
        var lines = (address.AddressLine ?? []).Select(Filled).OfType<string>().ToList();
        var (state, country) = (Filled(address.State), Filled(address.Country?.Code));
        return new PostalAddress
        {
            Line1 = lines.FirstOrDefault(),
            Line2 = lines.Count > 1 ? string.Join(", ", lines.Skip(1)) : null,
            City = Filled(address.CityName),
            PostalCode = Filled(address.PostalCode),
            RegionCode = state is not null && country is not null && PartOfCode().IsMatch(state) ? $"{country}-{state}" : null,
            CountryCode = country,
        };
    }

    private static OperaName? Primary(OperaCustomer? customer) => Pick(customer?.PersonName, name => name.NameType is "Primary" or null);

    private static OperaEmailEntry? Primary(OperaEmails? emails) => Pick(emails?.EmailInfo, entry => entry.Email?.PrimaryInd is true);

    private static OperaTelephoneEntry? Primary(OperaTelephones? phones) => Pick(phones?.TelephoneInfo, entry => entry.Telephone?.PrimaryInd is true);

    private static OperaAddressEntry? Primary(OperaAddresses? addresses) => Pick(addresses?.AddressInfo, entry => entry.Address?.PrimaryInd is true);

    private static T? Pick<T>(IReadOnlyList<T>? entries, Func<T, bool> isPrimary)
        where T : class => entries?.FirstOrDefault(isPrimary) ?? (entries is [var first, ..] ? first : null);

    [GeneratedRegex("^[A-Z0-9]{1,3}$")]
    private static partial Regex PartOfCode();
}
