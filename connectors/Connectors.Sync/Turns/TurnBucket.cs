using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Turns;

/// <summary>A connection's token bucket, shared by all nodes.</summary>
internal sealed class TurnBucket : IBelongToBusiness
{
    public required Guid ConnectionId { get; init; }

    public Guid BusinessId { get; set; }

    /// <summary>Behind the last turn given away, in ticks of UTC: a number, so that every database can calculate with it.</summary>
    public long GivenUntilTicks { get; init; }
}
