using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>What one customer does during a visit; bookings are added to it without asking again who they are for (S0-4).</summary>
internal sealed class Itinerary : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; init; }

    public string? Title { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required DateTime MadeAtUtc { get; init; }
}
