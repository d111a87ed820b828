using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Which messages a business sends at all. Without a row: all of them.</summary>
internal sealed class MessageSwitches : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public bool Confirmations { get; set; } = true;

    public bool Changes { get; set; } = true;

    public bool Cancellations { get; set; } = true;

    public int Version { get; set; }

    public bool Allow(MessageKind kind) => kind switch
    {
        MessageKind.Confirmation or MessageKind.Itinerary => Confirmations,
        MessageKind.Change => Changes,
        MessageKind.Cancellation => Cancellations,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
