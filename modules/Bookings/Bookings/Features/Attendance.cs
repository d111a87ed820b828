using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>A guest did not come, or came after all: booking, bill and calendar in the caller's one transaction.</summary>
internal sealed class Attendance(BookingsDb db, Work work, BookingChange change, Bills bills, Retaking retaking, Visits visits) : IAttendance
{
    public async Task<Answer<MissedBooking>> Miss(Guid bookingId, int? versionSeen, string sentence, CancellationToken ct)
    {
        if (!(await Hold(bookingId, versionSeen, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (booking.Status is not BookingStatus.Booked)
            return BookingChange.WrongState(booking, "marked as a no-show").With("booking", booking.Code);
        if (booking.StartsAtUtc > work.Now)
            return Refusal.Conflict("too-early", $"Booking {booking.Code} has not begun yet, so the guest may still come.").With("booking", booking.Code);
        var voided = await bills.Void(bookingId, VoidCause.NoShow, "The guest did not come", ct);
        booking.Miss();
        work.Note(booking, "booking.no-show", sentence);
        var paid = voided.Is(out var bill, out _) ? bill.Paid : new Money(0, booking.Currency);
        return new MissedBooking(booking.Id, booking.CustomerId, booking.StartsAtUtc, booking.Version + 1, bill is not null) { Credit = paid };
    }

    public async Task<Answer<BookingCard>> TakeBack(Guid bookingId, int? versionSeen, TakeBack how, CancellationToken ct)
    {
        if (!(await Hold(bookingId, versionSeen, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (booking.Status is not BookingStatus.NoShow)
            return Refusal.Conflict("wrong-state", "This booking is not marked as a no-show.").With("state", booking.Status);
        if ((await retaking.Take(booking, BookingPlace.Of(booking), ct)).IsRefused(out refusal))
            return refusal;
        booking.StepBack(BookingStatus.Booked);
        if (how.Bill)
            await bills.Restore(bookingId, ct);
        work.Note(booking, "booking.undone", "Undone: not a no-show after all.");
        if (how.Arrived)
            await Arrive(booking, ct);
        await db.SaveChangesAsync(ct);
        return await BookingQuestions.Card(db, booking, ct);
    }

    public async Task<Answer<BookingCard>> Cancel(Guid bookingId, string reason, CancellationToken ct)
    {
        if (!(await Hold(bookingId, null, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (!booking.Cancel(reason))
            return BookingChange.WrongState(booking, "cancelled").With("booking", booking.Code);
        work.Tell(new BookingCancelled(booking.Id, booking.CustomerId, booking.Version + 1), about: booking.CustomerId);
        work.Note(booking, "booking.cancelled", $"Cancelled: {reason}");
        return await BookingQuestions.Card(db, booking, ct);
    }

    /// <summary>Locks the booking before it is read, as the register does, so that nobody changes it until the caller saves.</summary>
    private async Task<Answer<Booking>> Hold(Guid bookingId, int? versionSeen, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Bookings.Where(booking => booking.Id == bookingId).ExecuteUpdateAsync(set => set.SetProperty(booking => booking.PriceMinor, booking => booking.PriceMinor), ct);
        return await change.Find(bookingId, versionSeen, ct);
    }

    private async Task Arrive(Booking booking, CancellationToken ct)
    {
        booking.Arrive();
        work.Note(booking, "booking.arrived", "The guest arrived late.");
        await visits.Tell([booking.CustomerId], ct);
    }

    public async Task<IReadOnlyList<StartedBooking>> WithoutOutcome(DateTime fromUtc, DateTime untilUtc, int most, CancellationToken ct) => await db.Bookings.AsNoTracking()
        .Where(booking => booking.Status == BookingStatus.Booked && booking.StartsAtUtc >= fromUtc && booking.StartsAtUtc < untilUtc)
        .OrderBy(booking => booking.StartsAtUtc).ThenBy(booking => booking.Id)
        .Take(most)
        .Select(booking => new StartedBooking(booking.Id, booking.CustomerId, booking.ServiceId, booking.StartsAtUtc))
        .ToListAsync(ct);

    public async Task<IReadOnlyList<Guid>> Waiting(Guid customerId, DateTime fromUtc, DateTime untilUtc, CancellationToken ct) => await db.Bookings
        .Where(booking => booking.CustomerId == customerId && booking.Status == BookingStatus.Booked && booking.StartsAtUtc >= fromUtc && booking.StartsAtUtc < untilUtc)
        .OrderBy(booking => booking.StartsAtUtc)
        .Select(booking => booking.Id)
        .ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, int>> Expected(IReadOnlyCollection<Guid> customerIds, DateTime sinceUtc, CancellationToken ct)
    {
        var (ids, now) = (customerIds.ToArray(), work.Now);
        return await db.Bookings
            .Where(booking => EF.Parameter(ids).Contains(booking.CustomerId) && booking.StartsAtUtc >= sinceUtc && booking.StartsAtUtc <= now && booking.Status != BookingStatus.Cancelled)
            .GroupBy(booking => booking.CustomerId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }
}
