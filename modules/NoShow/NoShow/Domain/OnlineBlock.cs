using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Domain;

/// <summary>A customer may not book online; by telephone they still may (S3-12, S3-13). Every block stays on record with who, when, why and until when (S3-32).</summary>
internal sealed class OnlineBlock : IBelongToBusiness, IVersioned
{
    public const int LongestReason = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Whose; a merge moves it, a deletion does not.</summary>
    public required Guid CustomerId { get; set; }

    /// <summary>The customer while the block stands, so that there is one at most; null once it was lifted or replaced.</summary>
    public Guid? CurrentFor { get; set; }

    public required BlockCause Cause { get; init; }

    public required string Reason { get; init; }

    public required DateTime SetAtUtc { get; init; }

    public required string SetBy { get; init; }

    /// <summary>From then on it blocks no more; null for as long as nobody lifts it.</summary>
    public DateTime? UntilUtc { get; init; }

    public DateTime? LiftedAtUtc { get; private set; }

    public string? LiftedBy { get; private set; }

    public int Version { get; set; }

    public bool Stands(DateTime now) => CurrentFor is not null && !(UntilUtc <= now);

    /// <summary>Another block takes its place. Not lifted: should the customers be told apart again, it may stand once more.</summary>
    public void Rest() => CurrentFor = null;

    public void Lift(string by, DateTime now) => (CurrentFor, LiftedAtUtc, LiftedBy) = (null, now, by);
}

internal enum BlockCause
{
    /// <summary>Did not come.</summary>
    NoShow,

    /// <summary>Booked without ever meaning to come.</summary>
    FakeBooking,

    /// <summary>As the reason says.</summary>
    Other,
}

/// <summary>
/// Something a blocked person typed, as a keyed hash: it recognises the same again and says nothing else, so it may outlive the record (C7).
/// Only what was typed; never an address or mark of a device (S3-20).
/// </summary>
internal sealed class BlockKey : IBelongToBusiness
{
    public required Guid BlockId { get; init; }

    public Guid BusinessId { get; set; }

    public required SignalKind Kind { get; init; }

    /// <summary>HMAC-SHA-256 in hexadecimal, under the business's own secret.</summary>
    public required string Hash { get; init; }
}

/// <summary>What may give away that somebody is a person who is blocked.</summary>
internal enum SignalKind
{
    /// <summary>The very address: that blocks again. All others only tell staff.</summary>
    Email,

    /// <summary>The address without what people vary: dots, what follows a plus sign, digits at the end.</summary>
    EmailFamily,

    Phone,

    NameAndPostcode,

    /// <summary>The service, the weekday and hour, and how far ahead it was booked.</summary>
    Pattern,
}
