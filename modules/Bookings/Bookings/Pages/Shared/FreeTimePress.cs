using BookingPlatform.Bookings.Features;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>A free time on a button: what it says when it is pressed.</summary>
internal sealed record FreeTimePress(string? StartsAt, Guid? ResourceId, DateOnly? Arrival, DateOnly? Departure)
{
    /// <summary>The name of such buttons.</summary>
    public const string Field = "take";

    public static string Write(FreeTimeAnswer free) => free is { Arrival: { } arrival, Departure: { } departure }
        ? $"|{free.ResourceId}|{arrival.Iso()}|{departure.Iso()}"
        : $"{free.StartsAt.Iso()}|{free.ResourceId}||";

    public static FreeTimePress? Read(string? text) => text?.Split('|') is [var start, var resource, var arrival, var departure]
        ? new(start.Length == 0 ? null : start, Guid.TryParse(resource, out var id) ? id : null, BookingText.ReadDay(arrival), BookingText.ReadDay(departure))
        : null;
}
