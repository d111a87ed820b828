using System.Text.Json;
using BookingPlatform.Bookings.Domain;

namespace BookingPlatform.Bookings.Features;

/// <summary>Where a booking stood and at what price. Kept with a move in the history, so that the move can be undone.</summary>
internal sealed record BookingPlace(DateTime StartsAtUtc, DateTime EndsAtUtc, Guid? ResourceId, Guid? SessionId, DateOnly? Arrival, DateOnly? Departure, long PriceMinor)
{
    public static BookingPlace Of(Booking booking) =>
        new(booking.StartsAtUtc, booking.EndsAtUtc, booking.ResourceId, booking.SessionId, booking.Arrival, booking.Departure, booking.PriceMinor);

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Null for what was written in another form.</summary>
    public static BookingPlace? Read(string? text) => text is ['{', ..] ? JsonSerializer.Deserialize<BookingPlace>(text) : null;
}
