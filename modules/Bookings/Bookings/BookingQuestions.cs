using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings;

/// <summary>Answers what other modules ask about bookings.</summary>
internal sealed class BookingQuestions(BookingsDb db, Work work) : IBookings
{
    public async Task<BookingCard?> Find(Guid id, CancellationToken ct)
    {
        var row = await db.Bookings.AsNoTracking().Where(booking => booking.Id == id).WithNames(db).FirstOrDefaultAsync(ct);
        return row is null ? null : Card(row);
    }

    public async Task<IReadOnlyList<BookingCard>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var asked = ids.ToArray();
        var rows = await db.Bookings.AsNoTracking().Where(booking => EF.Parameter(asked).Contains(booking.Id)).WithNames(db).OrderBy(row => row.Booking.StartsAtUtc).ToListAsync(ct);
        return rows.Select(Card).ToList();
    }

    public Task<IReadOnlyList<BookingCard>> Coming(Guid customerId, CancellationToken ct) =>
        Coming(db.Bookings.Where(booking => booking.CustomerId == customerId), ct);

    public Task<IReadOnlyList<BookingCard>> OfItinerary(Guid itineraryId, CancellationToken ct) =>
        Coming(db.Bookings.Where(booking => booking.ItineraryId == itineraryId && booking.AssignmentId == null), ct);

    private async Task<IReadOnlyList<BookingCard>> Coming(IQueryable<Booking> bookings, CancellationToken ct)
    {
        var now = work.Now;
        var rows = await bookings.AsNoTracking()
            .Where(booking => booking.EndsAtUtc > now && booking.Status != BookingStatus.Cancelled && booking.Status != BookingStatus.NoShow)
            .WithNames(db)
            .OrderBy(row => row.Booking.StartsAtUtc)
            .ToListAsync(ct);
        return rows.Select(Card).ToList();
    }

    public async Task<IReadOnlyDictionary<Guid, Guid>> CustomersOf(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct)
    {
        var ids = bookingIds.ToArray();
        return ids.Length == 0 ? new Dictionary<Guid, Guid>() : await db.Bookings.Where(booking => EF.Parameter(ids).Contains(booking.Id)).ToDictionaryAsync(booking => booking.Id, booking => booking.CustomerId, ct);
    }

    /// <summary>A booking as it will be saved.</summary>
    public static async Task<BookingCard> Card(BookingsDb db, Booking booking, CancellationToken ct)
    {
        var row = await db.Bookings.AsNoTracking().Where(one => one.Id == booking.Id).WithNames(db).FirstAsync(ct);
        return Card(row, booking);
    }

    internal static BookingCard Card(BookingRow row) => Card(row, row.Booking);

    private static BookingCard Card(BookingRow row, Booking booking)
    {
        return new(booking.Id, booking.Code, booking.CustomerId, row.Kind, row.Service, row.Resource,
            booking.StartsAtUtc, booking.EndsAtUtc, booking.Status, booking.Price, booking.Version)
        {
            Arrival = booking.Arrival,
            Departure = booking.Departure,
            Party = booking.Party,
            Path = booking.Path,
            MadeAtUtc = booking.MadeAtUtc,
            ItineraryId = booking.AssignmentId is null ? booking.ItineraryId : null,
        };
    }
}

/// <summary>Tells Customers how many bookings follow a customer record. They are linked live, so nothing has to be copied (S0-36).</summary>
internal sealed class BookingsFollowCustomer(BookingsDb db) : IFollowCustomer
{
    public string Key => "bookings";

    public Task<int> Count(Guid customerId, CancellationToken ct) => db.Bookings.CountAsync(booking => booking.CustomerId == customerId, ct);

    public async Task<IReadOnlyDictionary<Guid, int>> CountMany(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        return await db.Bookings.Where(booking => EF.Parameter(ids).Contains(booking.CustomerId)).GroupBy(booking => booking.CustomerId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }

    public string Say(int count) => count == 1 ? "1 booking" : $"{count} bookings";
}
