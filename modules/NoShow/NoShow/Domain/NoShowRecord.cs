using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Domain;

/// <summary>Somebody did not come. One row for each booking marked; undoing takes it away, the history keeps both.</summary>
internal sealed class NoShowRecord : IBelongToBusiness
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; set; }

    /// <summary>When they were expected.</summary>
    public required DateTime StartsAtUtc { get; init; }

    public required DateTime MarkedAtUtc { get; init; }

    /// <summary>Booked by nobody who meant to come; says nothing about the person whose name was used and counts in no statistics (S3-31).</summary>
    public bool IsFake { get; set; }

    /// <summary>Marking it voided the bill, so undoing restores it.</summary>
    public required bool VoidedBill { get; init; }
}

/// <summary>A booking that the platform believes nobody came to; gone as soon as staff say what became of it.</summary>
internal sealed class NoShowProposal : IBelongToBusiness
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required DateTime ProposedAtUtc { get; init; }

    public required int GraceMinutes { get; init; }
}
