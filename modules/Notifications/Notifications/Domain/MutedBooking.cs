using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>A booking about which nothing is sent, reminders included, because staff chose so (C18).</summary>
internal sealed class MutedBooking : IBelongToBusiness
{
    public required Guid BookingId { get; init; }

    public Guid BusinessId { get; set; }

    public required DateTime SinceUtc { get; init; }
}
