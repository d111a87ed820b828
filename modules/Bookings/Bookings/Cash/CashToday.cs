using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>Today in four numbers: what was taken, of it in cash, what today's bookings still owe, and how many of them.</summary>
internal sealed record CashTodayAnswer(Money Taken, Money Cash, Money Due, int Open);

/// <summary>The head of the register's page: two statements, each over one day.</summary>
internal sealed class CashToday(BookingsDb db, IBusinesses businesses, Work work)
{
    public async Task<CashTodayAnswer> Read(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var today = business.Day(work.Now);
        var taken = await db.Payments.Where(payment => payment.Day == today).GroupBy(payment => payment.Kind)
            .Select(kind => new { Kind = kind.Key, Minor = kind.Sum(payment => payment.AmountMinor) }).ToListAsync(ct);
        var whole = new DayRange(today, today).In(business);
        var due = await db.Bookings.Where(booking => booking.StartsAtUtc >= whole.From && booking.StartsAtUtc < whole.Until).WithBills(db).In(BillState.Open)
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Minor = all.Sum(row => row.PriceMinor + row.ExtrasMinor - row.PaidMinor) }).FirstOrDefaultAsync(ct);
        return new(Money(taken.Sum(kind => kind.Minor)), Money(taken.FirstOrDefault(kind => kind.Kind is PaymentKind.Cash)?.Minor ?? 0), Money(due?.Minor ?? 0), due?.Count ?? 0);

        Money Money(long minor) => new(minor, business.Currency);
    }
}
