using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Features;

/// <summary>A free time, as availability lists it and as an alternative to a taken one.</summary>
internal sealed record FreeTimeAnswer(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? ResourceId, string? Resource)
{
    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    /// <summary>For a class: how many can still come.</summary>
    public int? PlacesLeft { get; init; }

    /// <summary>For all the people asked for; a stay with all its nights.</summary>
    public Money? Price { get; init; }

    public static FreeTimeAnswer From(Business business, Offer offer, FreeTime free) =>
        new(business.At(free.Time.From), business.At(free.Time.Until), free.ResourceId, offer.Resources.FirstOrDefault(resource => resource.Id == free.ResourceId)?.Name)
        {
            Arrival = free.Nights?.Arrival,
            Departure = free.Nights?.Departure,
            PlacesLeft = free.PlacesLeft,
            Price = free.Price,
        };
}
