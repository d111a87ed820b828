using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

internal enum BrochureState
{
    Open,
    Sent,
    Cancelled,

    /// <summary>Counted with another open request of the same person, since two records of theirs became one.</summary>
    Merged,
}

/// <summary>Somebody wants the brochure by post. At most one is open for a person, which a unique index keeps too.</summary>
internal sealed class BrochureRequest : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public Guid CustomerId { get; private init; }

    /// <summary>The customer while the request is open; null afterwards. Unique.</summary>
    public Guid? OpenFor { get; private set; }

    public BrochureState State { get; private set; }

    public DateTime RequestedAtUtc { get; private init; }

    /// <summary>When it went to the post for the first time; printing it again changes nothing.</summary>
    public DateTime? SentAtUtc { get; private set; }

    public int Version { get; set; }

    public static BrochureRequest Ask(Guid customerId, DateTime now) =>
        new() { CustomerId = customerId, OpenFor = customerId, RequestedAtUtc = now, State = BrochureState.Open };

    public void Send(DateTime now) => (State, OpenFor, SentAtUtc) = (BrochureState.Sent, null, SentAtUtc ?? now);

    public void Cancel() => (State, OpenFor) = (BrochureState.Cancelled, null);
}
