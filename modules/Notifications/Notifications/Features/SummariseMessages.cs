using BookingPlatform.Bookings.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>Tells Bookings who was told what, in one statement for a whole agenda.</summary>
internal sealed class SummariseMessages(NotificationsDb db) : IBookingMessages
{
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, int>>> Summarise(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct)
    {
        var counts = await db.Messages
            .Where(message => bookingIds.Contains(message.BookingId))
            .GroupBy(message => new { message.BookingId, message.State })
            .Select(group => new { group.Key.BookingId, group.Key.State, Count = group.Count() })
            .ToListAsync(ct);
        return counts.GroupBy(count => count.BookingId).ToDictionary(
            booking => booking.Key,
            IReadOnlyDictionary<string, int> (booking) => booking.ToDictionary(count => count.State.Code(), count => count.Count));
    }
}
