using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>One date of a class: a fixed time with a number of places, perhaps in a room of its own.</summary>
internal sealed class ClassSession : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ServiceId { get; init; }

    public Guid? ResourceId { get; init; }

    public required DateTime StartsAtUtc { get; init; }

    public required DateTime EndsAtUtc { get; init; }

    public required DateTime OccupiedFromUtc { get; init; }

    public required DateTime OccupiedUntilUtc { get; init; }

    public required int Capacity { get; init; }

    /// <summary>The lock on its places: raised by whoever takes one.</summary>
    public int CalendarVersion { get; private set; }
}
