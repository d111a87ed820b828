using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>A queue that people hold back: what goes to that listener waits until they let it go on. Nothing is lost and the order stays.</summary>
public sealed class OutboxPause : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required string Listener { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string By { get; init; }
}
