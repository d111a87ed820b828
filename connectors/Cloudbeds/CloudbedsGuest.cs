using System.Text.RegularExpressions;
using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;
using static BookingPlatform.Connectors.Http.TolerantJson;

namespace BookingPlatform.Cloudbeds;

/// <summary>Cloudbeds' guest in our words, from a row of a list or read alone.</summary>
internal static partial class CloudbedsGuest
{
    /// <summary>Null for a row without an id, which nothing could be done with.</summary>
    public static ExternalGuest? From(GuestRow row) => string.IsNullOrEmpty(row.GuestID)
        ? null
        : new ExternalGuest
        {
            Id = new ExternalGuestId(row.GuestID),
            Name = new GuestName(row.GuestFirstName ?? "", row.GuestLastName ?? ""),
            Email = Filled(row.GuestEmail),
            Phone = Filled(row.GuestPhone) ?? Filled(row.GuestCellPhone),
            Address = Address(row.GuestAddress1, row.GuestAddress2, row.GuestCity, row.GuestZip, (row.GuestState, row.GuestCountry)),
            UpdatedUtc = Instant(row.DateModified),
        };

    public static ExternalGuest From(ExternalGuestId id, GuestData guest) => new()
    {
        Id = id,
        Name = new GuestName(guest.FirstName ?? "", guest.LastName ?? ""),
        Email = Filled(guest.Email),
        Phone = Filled(guest.Phone) ?? Filled(guest.CellPhone),
        Address = Address(guest.Address, guest.Address2, guest.City, guest.Zip, (guest.State, guest.Country)),
    };

    /// <summary>The form with the changed fields; an address is written as a whole, so that its old lines go.</summary>
    public static GuestForm ToForm(ExternalGuestId id, GuestChange change, string? property) => new()
    {
        PropertyId = property,
        GuestId = id.Value,
        GuestFirstName = change.Name?.First,
        GuestLastName = change.Name?.Last,
        GuestEmail = change.Email?.Address,
        GuestPhone = change.Phone,
        GuestAddress1 = change.Address is { } address ? address.Line1 ?? "" : null,
        GuestAddress2 = change.Address is { } second ? second.Line2 ?? "" : null,
        GuestCity = change.Address is { } town ? town.City ?? "" : null,
        GuestZip = change.Address is { } code ? code.PostalCode ?? "" : null,
        GuestState = change.Address is { } region ? region.RegionCode?.Split('-')[^1] ?? "" : null,
        GuestCountry = change.Address?.CountryCode,
    };

    private static PostalAddress? Address(string? line1, string? line2, string? city, string? zip, (string? State, string? Country) region)
    {
        var (state, country) = (Filled(region.State), Filled(region.Country));
        var address = new PostalAddress
        {
            Line1 = Filled(line1),
            Line2 = Filled(line2),
            City = Filled(city),
            PostalCode = Filled(zip),
            // Cloudbeds keeps the state as typed; only what is the local part of an ISO 3166-2 code is one.
            RegionCode = state is not null && country is not null && PartOfCode().IsMatch(state) ? $"{country}-{state}" : null,
            CountryCode = country,
        };
        return address == new PostalAddress() ? null : address;
    }

    [GeneratedRegex("^[A-Z0-9]{1,3}$")]
    private static partial Regex PartOfCode();
}
