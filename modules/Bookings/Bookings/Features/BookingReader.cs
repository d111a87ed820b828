using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>Reads bookings with the names of what they link to and their customers as they are today: two statements, whatever the number.</summary>
internal sealed class BookingReader(BookingsDb db, ICustomers customers, IContactMask mask, IBusinesses businesses, Work work)
{
    public async Task<BookingAnswer?> Find(Guid id, CancellationToken ct) =>
        (await Read(db.Bookings.Where(booking => booking.Id == id), ct)).SingleOrDefault();

    /// <summary>In the order of the query.</summary>
    public async Task<IReadOnlyList<BookingAnswer>> Read(IQueryable<Booking> bookings, CancellationToken ct)
    {
        var rows = await bookings.AsNoTracking().WithNames(db).ToListAsync(ct);
        return await Answer(rows, ct);
    }

    public async Task<IReadOnlyList<BookingAnswer>> Answer(IReadOnlyCollection<BookingRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var business = await businesses.Get(work.BusinessId, ct);
        var now = work.Now;
        var people = await customers.FindMany(rows.Select(row => row.Booking.CustomerId).Distinct().ToList(), ct);
        return rows.Select(row => BookingAnswer.From(business, row, people.TryGetValue(row.Booking.CustomerId, out var person) ? mask.Shown(person) : null, now)).ToList();
    }
}

/// <summary>The common part of every change of a booking: find it, check the version seen, save, answer it as it is now.</summary>
internal sealed class BookingChange(BookingsDb db, Work work, BookingReader reader, Visits visits, IEnumerable<IHoldBackMessages> messages)
{
    public async Task<Answer<Booking>> Find(Guid id, int? versionSeen, CancellationToken ct)
    {
        if (await db.Bookings.FirstOrDefaultAsync(booking => booking.Id == id, ct) is not { } booking)
            return Refusal.NotFound("booking");
        return versionSeen is { } seen && seen != booking.Version ? Refusal.Stale() : booking;
    }

    /// <summary>Keeps the message about the booking's last change back; false when none waits.</summary>
    public async Task<bool> HoldBack(Booking booking, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var held = false;
        foreach (var desk in messages)
            held |= await desk.HoldBack(booking.Id, booking.Version, ct);
        return held;
    }

    public Task<Answer<BookingAnswer>> Save(Booking booking, CancellationToken ct) => Save(booking, isVisit: false, ct);

    /// <summary>The same for a change that makes the booking a visit.</summary>
    public Task<Answer<BookingAnswer>> SaveVisit(Booking booking, CancellationToken ct) => Save(booking, isVisit: true, ct);

    private async Task<Answer<BookingAnswer>> Save(Booking booking, bool isVisit, CancellationToken ct)
    {
        try
        {
            if (isVisit)
                await visits.Tell([booking.CustomerId], ct);
            await work.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return Refusal.Stale();
        }

        return await reader.Find(booking.Id, ct) is { } answer ? answer : Refusal.NotFound("booking");
    }

    public static Refusal WrongState(Booking booking, string wanted) =>
        Refusal.Conflict("wrong-state", $"This booking is {Say(booking.Status)}; it cannot be {wanted}.").With("state", booking.Status);

    private static string Say(BookingStatus status) => status switch
    {
        BookingStatus.Booked => "waiting for its time",
        BookingStatus.Arrived => "in progress, the guest has arrived",
        BookingStatus.Done => "done",
        BookingStatus.NoShow => "a no-show",
        _ => "cancelled",
    };
}
