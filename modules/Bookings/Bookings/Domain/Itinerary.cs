using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>What one customer does during a visit; bookings are added to it without asking again who they are for (S0-4).</summary>
internal sealed class Itinerary : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    public string? Title { get; set; }

    public required DateOnly From { get; set; }

    public required DateOnly To { get; set; }

    public required DateTime MadeAtUtc { get; init; }

    public int Version { get; set; }
}

/// <summary>Somebody who comes along with the customer of an itinerary. Not a customer: known by name here, and nowhere else.</summary>
internal sealed class ItineraryGuest : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ItineraryId { get; init; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public int Version { get; set; }
}
