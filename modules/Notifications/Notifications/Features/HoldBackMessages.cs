using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>Staff take a change back, or keep it to themselves, before the customer has heard of it. A hand-over that has begun cannot be stopped.</summary>
internal sealed class HoldBackMessages(NotificationsDb db) : IHoldBackMessages
{
    public async Task<bool> HoldBack(Guid bookingId, int version, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(one => one.BookingId == bookingId && one.BookingVersion == version && one.Kind == MessageKind.Change, ct);
        if (message is { IsQueued: true, IsInDoubt: false })
            message.Withhold(Reason.StaffChoseSo);
        return message?.ReasonCode == Reason.StaffChoseSo.Code;
    }
}
