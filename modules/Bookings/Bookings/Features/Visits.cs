using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>Tells Customers the day somebody was last here, in the transaction that changes it.</summary>
internal sealed class Visits(BookingsDb db, IVisitBook book, IBusinesses businesses, Work work)
{
    /// <summary>Works out the last visit of each of these customers from the bookings as they now are, those changed and not saved yet included.</summary>
    public async Task Tell(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.SaveChangesAsync(ct);
        var last = await db.Bookings
            .Where(booking => customerIds.Contains(booking.CustomerId) && (booking.Status == BookingStatus.Arrived || booking.Status == BookingStatus.Done))
            .GroupBy(booking => booking.CustomerId)
            .Select(visits => new { CustomerId = visits.Key, StartsAtUtc = visits.Max(booking => booking.StartsAtUtc) })
            .ToDictionaryAsync(visit => visit.CustomerId, visit => visit.StartsAtUtc, ct);
        var business = await businesses.Get(work.BusinessId, ct);
        foreach (var id in customerIds)
            await book.Note(id, last.TryGetValue(id, out var at) ? business.Day(at) : null, ct);
    }
}
