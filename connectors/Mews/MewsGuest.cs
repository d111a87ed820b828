using System.Text.RegularExpressions;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Mews.Api;
using static BookingPlatform.Connectors.Http.TolerantJson;

namespace BookingPlatform.Mews;

/// <summary>
/// Mews' customer in our words. Mews keeps no id of ours on a customer, so our reference is the last line of the notes of a guest we made;
/// it is taken off again when the notes are read.
/// </summary>
internal static partial class MewsGuest
{
    /// <summary>Null for an entry without an id, which nothing could be done with.</summary>
    public static ExternalGuest? From(MewsCustomer customer)
    {
        if (string.IsNullOrEmpty(customer.Id))
            return null;

        var (notes, reference) = SplitNotes(customer.Notes);
        return new ExternalGuest
        {
            Id = new ExternalGuestId(customer.Id),
            Name = new GuestName(customer.FirstName ?? "", customer.LastName ?? ""),
            Email = Filled(customer.Email),
            EmailIsRelay = customer.HasOtaEmail ?? false,
            Phone = Filled(customer.Phone),
            Address = customer.Address is null ? null : From(customer.Address),
            Notes = notes,
            Reference = reference,
            UpdatedUtc = Instant(customer.UpdatedUtc),
        };
    }

    public static bool HasEmail(ExternalGuest guest, string email) => string.Equals(guest.Email, email, StringComparison.OrdinalIgnoreCase);

    /// <summary>As written and in lower case: how Mews compares is not documented.</summary>
    public static string[] Spellings(string email) => [.. new[] { email.Trim(), email.Trim().ToLowerInvariant() }.Distinct()];

    public static string NotesWith(string? notes, string reference) => string.IsNullOrWhiteSpace(notes) ? $"[ref {reference}]" : $"{notes}\n[ref {reference}]";

    public static MewsAddress? ToMews(PostalAddress? address) => address is null
        ? null
        : new MewsAddress
        {
            Line1 = Filled(address.Line1),
            Line2 = Filled(address.Line2),
            City = Filled(address.City),
            PostalCode = Filled(address.PostalCode),
            CountryCode = Filled(address.CountryCode),
            CountrySubdivisionCode = Filled(address.RegionCode),
        };

    private static PostalAddress From(MewsAddress address) => new()
    {
        Line1 = Filled(address.Line1),
        Line2 = Filled(address.Line2),
        City = Filled(address.City),
        PostalCode = Filled(address.PostalCode),
        CountryCode = Filled(address.CountryCode),
        RegionCode = Filled(address.CountrySubdivisionCode),
    };

    private static (string? Notes, string? Reference) SplitNotes(string? notes) => ReferenceLine().Match(notes ?? "") switch
    {
        { Success: true } line => (Filled(notes![..line.Index]), line.Groups[1].Value),
        _ => (Filled(notes), null),
    };

    [GeneratedRegex(@"\s*\[ref ([A-Za-z0-9-]{1,40})\]\s*\z")]
    private static partial Regex ReferenceLine();
}
