using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>Closed from one instant until another: the rooms and people named, or the whole business when none is. Bookings made before still stand; staff move them.</summary>
internal sealed class Closure : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public DateTime FromUtc { get; set; }

    public DateTime UntilUtc { get; set; }

    /// <summary>For staff; guests are told only that it is closed.</summary>
    public required string Reason { get; set; }

    public int Version { get; set; }
}

/// <summary>One of the rooms or people that a closure is about.</summary>
internal sealed class ClosedResource : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required Guid ClosureId { get; init; }

    public required Guid ResourceId { get; init; }
}
