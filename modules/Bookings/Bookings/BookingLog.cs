using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings;

/// <summary>Reads bookings by the thousand, without tracking and without what statistics do not need.</summary>
internal sealed class BookingLog(BookingsDb db) : IBookingLog
{
    public async Task<IReadOnlyList<LoggedBooking>> Between(DateTime fromUtc, DateTime untilUtc, int most, CancellationToken ct)
    {
        var latest = await Read(db.Bookings.Where(booking => booking.StartsAtUtc >= fromUtc && booking.StartsAtUtc < untilUtc))
            .OrderByDescending(row => row.StartsAtUtc).ThenByDescending(row => row.Id).Take(most).ToListAsync(ct);
        return Show(latest);
    }

    public async Task<IReadOnlyList<LoggedBooking>> Of(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        return Show(await Read(db.Bookings.Where(booking => EF.Parameter(ids).Contains(booking.CustomerId))).ToListAsync(ct));
    }

    private IQueryable<Row> Read(IQueryable<Booking> bookings) =>
        from booking in bookings.AsNoTracking()
        join service in db.Services on booking.ServiceId equals service.Id
        select new Row
        {
            Id = booking.Id,
            Code = booking.Code,
            CustomerId = booking.CustomerId,
            ServiceId = booking.ServiceId,
            Service = service.Name,
            Status = booking.Status,
            MadeAtUtc = booking.MadeAtUtc,
            StartsAtUtc = booking.StartsAtUtc,
            PriceMinor = booking.PriceMinor,
            Currency = booking.Currency,
            Path = booking.Path,
            Party = booking.Party,
            BookedAs = booking.BookedAs,
            Notes = booking.Notes,
        };

    private static List<LoggedBooking> Show(List<Row> rows) => rows.OrderBy(row => row.StartsAtUtc).ThenBy(row => row.Id)
        .Select(row => new LoggedBooking(row.Id, row.Code, row.CustomerId, row.ServiceId, row.Service, row.Status, row.MadeAtUtc, row.StartsAtUtc, new Money(row.PriceMinor, row.Currency))
        {
            Path = row.Path,
            Party = row.Party,
            BookedAs = row.BookedAs,
            Notes = row.Notes,
        }).ToList();

    private sealed class Row
    {
        public required Guid Id { get; init; }

        public required string Code { get; init; }

        public required Guid CustomerId { get; init; }

        public required Guid ServiceId { get; init; }

        public required string Service { get; init; }

        public required BookingStatus Status { get; init; }

        public required DateTime MadeAtUtc { get; init; }

        public required DateTime StartsAtUtc { get; init; }

        public required long PriceMinor { get; init; }

        public required string Currency { get; init; }

        public required BookingPath Path { get; init; }

        public required int Party { get; init; }

        public required string BookedAs { get; init; }

        public required string? Notes { get; init; }
    }
}
