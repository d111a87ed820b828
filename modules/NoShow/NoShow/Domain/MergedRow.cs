using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Domain;

/// <summary>Whose a block or request was, and whether it stood, before its customer was merged: undoing the merge is a complete inverse. No-shows need no journal, they follow their bookings.</summary>
internal sealed class MergedRow : IBelongToBusiness
{
    public required Guid MergeId { get; init; }

    public required Guid RowId { get; init; }

    public Guid BusinessId { get; set; }

    public required MergedKind Kind { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Whether it was the block that stood, or the request that waited.</summary>
    public required bool WasCurrent { get; init; }
}

internal enum MergedKind
{
    Block,
    Approval,
}

/// <summary>A coming booking of a blocked customer that staff decided to let stand (S3-28).</summary>
internal sealed class KeptBooking : IBelongToBusiness
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required DateTime KeptAtUtc { get; init; }
}
