using BookingPlatform.Connectors.Sync.Domain;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Something to be done in a hotel system besides keeping a guest's data.</summary>
internal sealed record ErrandItem
{
    public required Guid Id { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Connection { get; init; }

    public required Guid CustomerId { get; init; }

    public required ErrandKind Kind { get; init; }

    /// <summary>The booking of a <c>reassign</c> or <c>noShow</c>; the customer record of a <c>ban</c> or <c>merge</c>.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>False when it is to be taken back.</summary>
    public required bool Wanted { get; init; }

    public required OperationState State { get; init; }

    /// <summary><c>no-reservation</c>, <c>no-guest</c>, <c>not-offered</c>, <c>by-hand</c>, or the hotel system's.</summary>
    public required string? Code { get; init; }

    /// <summary>What went wrong, or the steps for staff, in plain words.</summary>
    public required string? Message { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? NextTryAt { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    public required DateTime ChangedAt { get; init; }

    /// <summary>In words: "Give the booking's reservation to this customer".</summary>
    public string What => (Kind, Wanted) switch
    {
        (ErrandKind.Reassign, _) => "Give the reservation to this customer",
        (ErrandKind.NoShow, true) => "Mark the no-show",
        (ErrandKind.NoShow, false) => "Take the no-show back",
        (ErrandKind.Ban, true) => "Ban the guest",
        (ErrandKind.Ban, false) => "Lift the ban",
        (ErrandKind.Erase, _) => "Erase the guest",
        (ErrandKind.Merge, true) => "Merge the two guests",
        _ => "Take the merge of the guests back",
    };
}
