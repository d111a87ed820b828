using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>Adds up what a closing counts.</summary>
internal sealed class ClosingReader(BookingsDb db)
{
    public Task<Closing?> Last(CancellationToken ct) => db.Closings.AsNoTracking().OrderByDescending(closing => closing.Number).FirstOrDefaultAsync(ct);

    /// <summary>What a closing of that day would count: everything up to it that none counted before.</summary>
    public Task<ClosingText> Preview(Business business, DateOnly day, long openingMinor, CancellationToken ct) => Add(business, openingMinor,
        db.Payments.Where(payment => payment.ClosingId == null && payment.Day <= day),
        db.BillActs.Where(act => act.ClosingId == null && act.Day <= day), ct);

    /// <summary>What was claimed for this closing.</summary>
    public Task<ClosingText> Claimed(Business business, Guid closingId, long openingMinor, CancellationToken ct) => Add(business, openingMinor,
        db.Payments.Where(payment => payment.ClosingId == closingId),
        db.BillActs.Where(act => act.ClosingId == closingId), ct);

    private async Task<ClosingText> Add(Business business, long openingMinor, IQueryable<Payment> payments, IQueryable<BillAct> acts, CancellationToken ct)
    {
        var paid = await (from payment in payments
                          join booking in db.Bookings on payment.BookingId equals booking.Id
                          orderby payment.AtUtc, payment.Id
                          select new PaymentRow(payment.BookingId, booking.Code, payment.Kind, payment.AmountMinor, payment.IsDeposit, payment.Reason, payment.By, payment.AtUtc)).ToListAsync(ct);
        var done = await (from act in acts
                          join booking in db.Bookings on act.BookingId equals booking.Id
                          orderby act.AtUtc, act.Id
                          select new ActRow(act.BookingId, booking.Code, act.Kind, act.AmountMinor, act.Reason, act.By, act.AtUtc)).ToListAsync(ct);
        return ClosingText.Of(openingMinor, business.Currency, paid, done);
    }
}
