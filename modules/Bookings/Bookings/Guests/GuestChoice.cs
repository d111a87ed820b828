using System.Globalization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Bookings.Pages.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace BookingPlatform.Bookings.Guests;

/// <summary>What a guest has chosen so far. It stands in the address, so that every step works by link, comes back with Back and keeps no state on the server but the hold.</summary>
internal sealed record GuestChoice(Guid ServiceId)
{
    public int Party { get; init; } = 1;

    /// <summary>With whom; null for whoever is free.</summary>
    public Guid? With { get; init; }

    /// <summary>ISO 8601 in UTC; null for a stay.</summary>
    public string? Start { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    /// <summary>The hold that keeps the slot while the guest types.</summary>
    public Guid? Hold { get; init; }

    public static GuestChoice Read(Guid serviceId, IQueryCollection query) => new(serviceId)
    {
        Party = int.TryParse(query["party"], NumberStyles.None, CultureInfo.InvariantCulture, out var party) ? party : 1,
        With = Guid.TryParse(query["with"], out var with) ? with : null,
        Start = query["start"].ToString() is { Length: > 0 and < 60 } start ? start : null,
        Arrival = BookingText.ReadDay(query["arrival"]),
        Departure = BookingText.ReadDay(query["departure"]),
        Hold = Guid.TryParse(query["hold"], out var hold) ? hold : null,
    };

    /// <summary>The same with a free time that was pressed.</summary>
    public GuestChoice At(FreeTimePress press) => this with { Start = press.StartsAt, With = press.ResourceId, Arrival = press.Arrival, Departure = press.Departure };

    public SlotWish Wish() => new(ServiceId, With, Start, Arrival, Departure) { Party = Party, IsOnline = true };

    public HoldSlotRequest ToHold() => new() { ServiceId = ServiceId, ResourceId = With, StartsAt = Start, Arrival = Arrival, Departure = Departure, Party = Party, HoldToken = Hold, KeepsToken = true, IsOnline = true };

    public BookOnlineRequest ToBooking() => new() { ServiceId = ServiceId, ResourceId = With, StartsAt = Start, Arrival = Arrival, Departure = Departure, Party = Party, HoldToken = Hold };

    /// <summary>Where times are chosen, with what was chosen before.</summary>
    public string TimesAddress(DateOnly? day = null) => Address("", ("day", (day ?? Day())?.Iso()), ("arrival", Arrival?.Iso()), ("departure", Departure?.Iso()));

    public string DetailsAddress() => Address("/details", ("start", Start), ("arrival", Arrival?.Iso()), ("departure", Departure?.Iso()), ("hold", Hold?.ToString()));

    private string Address(string step, params (string Name, string? Value)[] rest)
    {
        var query = rest.Prepend(("with", With?.ToString())).Prepend(("party", Party == 1 ? null : Party.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString($"/book/{ServiceId}{step}", query.Where(pair => pair.Item2 is not null).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
    }

    private DateOnly? Day() => DateTimeOffset.TryParse(Start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? DateOnly.FromDateTime(start.Date) : null;
}
