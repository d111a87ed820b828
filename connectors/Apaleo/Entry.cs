using System.Text.Json.Nodes;
using BookingPlatform.Apaleo.Api;
using BookingPlatform.Connectors.Abstractions;
using static BookingPlatform.Connectors.Http.TolerantJson;

namespace BookingPlatform.Apaleo;

/// <summary>A person in their place, as apaleo has them and in our words.</summary>
internal sealed record Entry(Place Place, JsonObject Person, JsonArray? Companions, string? Modified)
{
    public ExternalGuest Guest { get; } = new()
    {
        Id = Place.Id,
        Name = new GuestName(Text(Person, "firstName") ?? "", Text(Person, "lastName") ?? ""),
        Email = Text(Person, "email"),
        Phone = Text(Person, "phone"),
        Address = Person["address"] is JsonObject address ? ToAddress(address) : null,
        UpdatedUtc = Instant(Modified),
    };

    public static IEnumerable<Entry> Of(ApaleoReservation reservation)
    {
        if (reservation.Id is not { Length: > 0 } id)
            yield break;
        if (reservation.PrimaryGuest is { } primary)
            yield return new Entry(new Place(id, Role.Primary, 0), primary, null, reservation.Modified);
        foreach (var (index, companion) in (reservation.AdditionalGuests ?? []).Index())
            if (companion is JsonObject person)
                yield return new Entry(new Place(id, Role.Additional, index), person, reservation.AdditionalGuests, reservation.Modified);
        if (reservation is { Booker: { } booker, BookingId: { Length: > 0 } booking })
            yield return new Entry(new Place(booking, Role.Booker, 0), booker, null, reservation.Modified);
    }

    /// <summary>The whole person with the change in it: what is not named stays.</summary>
    public JsonObject With(GuestChange change)
    {
        var person = Person.DeepClone().AsObject();
        if (change.Name is { } name)
        {
            Set(person, "firstName", name.First);
            Set(person, "lastName", name.Last);
        }

        if (change.Email is { } email)
            person["email"] = email.Address;
        if (change.Phone is { } phone)
            person["phone"] = phone;
        if (change.Address is { } address)
            person["address"] = FromAddress(address);
        return person;
    }

    private static PostalAddress ToAddress(JsonObject address) => new()
    {
        Line1 = Text(address, "addressLine1"),
        Line2 = Text(address, "addressLine2"),
        City = Text(address, "city"),
        PostalCode = Text(address, "postalCode"),
        RegionCode = Text(address, "regionCode"),
        CountryCode = Text(address, "countryCode"),
    };

    private static JsonObject FromAddress(PostalAddress address)
    {
        var written = new JsonObject();
        Set(written, "addressLine1", address.Line1);
        Set(written, "addressLine2", address.Line2);
        Set(written, "city", address.City);
        Set(written, "postalCode", address.PostalCode);
        Set(written, "regionCode", address.RegionCode);
        Set(written, "countryCode", address.CountryCode);
        return written;
    }

    private static void Set(JsonObject target, string property, string? value)
    {
        if (Filled(value) is { } text)
            target[property] = text;
        else
            target.Remove(property);
    }

    private static string? Text(JsonObject node, string property) => node[property] is JsonValue value ? Filled(value.ToString()) : null;
}
