using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Agenda;

/// <summary>Bookings whose time is over and of which nobody has said what became of them: the tray at the end of the day.</summary>
internal sealed class OpenOutcomes(BookingsDb db, BookingReader reader, Work work)
{
    /// <summary>Older ones are history; they are in the list of bookings.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public Task<int> Count(CancellationToken ct) => Open().CountAsync(ct);

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<BookingAnswer>> List(CancellationToken ct) => reader.Read(Open().OrderBy(booking => booking.StartsAtUtc).Take(GiveOutcomes.Most), ct);

    private IQueryable<Booking> Open()
    {
        var (now, earliest) = (work.Now, work.Now - Remembered);
        return db.Bookings.Where(booking => booking.Status == BookingStatus.Booked && booking.StartsAtUtc > earliest && booking.StartsAtUtc < now && booking.EndsAtUtc <= now);
    }
}
