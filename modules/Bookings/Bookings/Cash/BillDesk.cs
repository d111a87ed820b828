using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>Which bill, and the version of it that was seen; null for whatever it is now.</summary>
internal sealed record BillStep(Guid BookingId, int? Version);

/// <summary>A bill taken in hand to be changed, with the booking it is for. Nobody else can change either until the work ends.</summary>
internal sealed class Folio(Booking booking, Service service, Bill bill, Business business)
{
    public Booking Booking { get; } = booking;

    public Service Service { get; } = service;

    public Bill Bill { get; } = bill;

    public Business Business { get; } = business;

    public string Number => BillNumber.Of(Booking.Code);

    public bool IsVoided => Booking.Status is BookingStatus.Cancelled || Bill.VoidCause is not null;

    public Money Total => BillSums.Total(IsVoided, new(Booking.PriceMinor + Bill.ExtrasMinor, Bill.KeptMinor, Bill.PaidMinor), Booking.Currency);

    public Money Paid => Money(Bill.PaidMinor);

    /// <summary>Still to be paid; negative when the business owes it to the customer.</summary>
    public Money Balance => Total + Paid * -1;

    public Money Money(long minor) => new(minor, Booking.Currency);

    public BillCard Card => new(Booking.Id, Number, BillSums.State(IsVoided, Balance), Total, Paid) { VoidCause = Bill.VoidCause };
}

/// <summary>
/// Every change of a bill begins here: the booking's row is locked first, so payments, a move that changes the price and a cancellation wait for each other,
/// and a bill without a row needs no second lock. On SQLite the write lock is taken before anything is read.
/// </summary>
internal sealed class BillDesk(BookingsDb db, Work work, IBusinesses businesses)
{
    private const int Attempts = 3;

    /// <summary>Takes the bill in hand, lets it be changed and saves; on a refusal everything is let go.</summary>
    public async Task<Answer<T>> Change<T>(BillStep step, Func<Folio, Task<Answer<T>>> act, CancellationToken ct) where T : notnull
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var answer = (await Take(step, ct)).Is(out var folio, out var refusal) ? await act(folio) : refusal;
            if (answer.IsRefused(out _))
            {
                await work.AbandonAsync();
                return answer;
            }

            Keep(folio!);
            // A unique value can be taken meanwhile: the first receipt number of a year.
            if (await work.TrySaveAsync(ct))
                return answer;
        }

        return Refusal.Conflict("try-again", "Somebody saved something at the same moment. Try again.");
    }

    /// <summary>Locks the bill inside the running transaction; the caller ends it.</summary>
    public async Task<Answer<Folio>> Take(BillStep step, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        await work.BeginAsync(ct);
        if (await db.Bookings.Where(booking => booking.Id == step.BookingId).ExecuteUpdateAsync(set => set.SetProperty(booking => booking.PriceMinor, booking => booking.PriceMinor), ct) == 0)
            return Refusal.NotFound("bill");
        var row = await (from booking in db.Bookings
                         join service in db.Services on booking.ServiceId equals service.Id
                         join one in db.Bills on booking.Id equals one.BookingId into bills
                         from bill in bills.DefaultIfEmpty()
                         where booking.Id == step.BookingId
                         select new { booking, service, bill }).FirstAsync(ct);
        if (step.Version is { } seen && seen != (row.bill?.Version ?? 0))
            return Refusal.Stale();
        return new Folio(row.booking, row.service, row.bill ?? new Bill { BookingId = step.BookingId }, business);
    }

    /// <summary>The first touch gives a bill its row.</summary>
    public void Keep(Folio folio)
    {
        if (db.Entry(folio.Bill).State is EntityState.Detached)
            db.Bills.Add(folio.Bill);
    }

    /// <summary>The business day that money taken now counts in: today, or the day after the last closing when today is closed already.</summary>
    public async Task<DateOnly> Day(Business business, CancellationToken ct)
    {
        var today = business.Day(work.Now);
        var closed = await db.Closings.MaxAsync(closing => (DateOnly?)closing.Day, ct);
        return closed >= today ? closed.Value.AddDays(1) : today;
    }
}
