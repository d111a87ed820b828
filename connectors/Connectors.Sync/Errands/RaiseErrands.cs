using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.NoShow.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Errands;

/// <summary>
/// Something happened here that a PMS has to do too. A booking concerns a PMS that knows its reservation, or, while nobody said which reservation it is, one that
/// knows the guest of a stay; a massage is no business of the hotel's.
/// </summary>
internal sealed class RaiseErrands(SyncDb db, Work work, ErrandBook book, IBookings bookings)
    : IDeliver<BookingAssigned>, IDeliver<NoShowMarked>, IDeliver<NoShowUndone>, IDeliver<CustomerBlockChanged>, IDeliver<CustomersUnmerged>
{
    public async Task<Delivery> Deliver(Envelope<BookingAssigned> envelope, CancellationToken ct)
    {
        var (id, from, _, _) = envelope.Fact;
        if (await bookings.Find(id, ct) is not { } booking)
            return Delivery.Done;
        foreach (var connection in await Concerned(booking, [from, booking.CustomerId], ct))
            await book.Ask(new(connection, booking.CustomerId, ErrandKind.Reassign, id, Wanted: true), ct);
        return await Save(ct);
    }

    public Task<Delivery> Deliver(Envelope<NoShowMarked> envelope, CancellationToken ct) => NoShow(envelope.Fact.BookingId, ct);

    public Task<Delivery> Deliver(Envelope<NoShowUndone> envelope, CancellationToken ct) => NoShow(envelope.Fact.BookingId, ct);

    public async Task<Delivery> Deliver(Envelope<CustomerBlockChanged> envelope, CancellationToken ct)
    {
        var (customer, blocked) = envelope.Fact;
        foreach (var connection in await db.Connections.Where(connection => connection.BlocksBan).Select(connection => connection.Id).ToListAsync(ct))
            await book.Ask(new(connection, customer, ErrandKind.Ban, customer, blocked) { Detail = blocked ? "Blocked from booking online." : "The block was lifted." }, ct);
        return await Save(ct);
    }

    /// <summary>Guests who were merged there too stay merged for ever, unless the PMS can take it back or staff make a second one.</summary>
    public async Task<Delivery> Deliver(Envelope<CustomersUnmerged> envelope, CancellationToken ct)
    {
        var back = envelope.Fact.OtherIds.ToArray();
        foreach (var merged in await db.Errands.Where(row => row.Kind == ErrandKind.Merge && row.Wanted && EF.Parameter(back).Contains(row.SubjectId)).ToListAsync(ct))
            await book.Ask(new(merged.ConnectionId, merged.CustomerId, ErrandKind.Merge, merged.SubjectId, Wanted: false), ct);
        return await Save(ct);
    }

    /// <summary>Marked or taken back: the booking itself says which holds now, whatever order the news came in.</summary>
    private async Task<Delivery> NoShow(Guid id, CancellationToken ct)
    {
        if (await bookings.Find(id, ct) is not { } booking)
            return Delivery.Done;
        var missed = booking.Status is BookingStatus.NoShow;
        foreach (var connection in await Concerned(booking, [booking.CustomerId], ct))
            if (missed || await db.Errands.AnyAsync(row => row.ConnectionId == connection && row.Kind == ErrandKind.NoShow && row.SubjectId == id, ct))
                await book.Ask(new(connection, booking.CustomerId, ErrandKind.NoShow, id, missed), ct);
        return await Save(ct);
    }

    private async Task<List<Guid>> Concerned(BookingCard booking, Guid[] customers, CancellationToken ct)
    {
        var isStay = booking.Kind is ServiceKind.Stay;
        return await db.Connections
            .Where(connection => db.Reservations.Any(link => link.ConnectionId == connection.Id && link.BookingId == booking.Id)
                || isStay && db.Links.Any(link => link.ConnectionId == connection.Id && EF.Parameter(customers).Contains(link.CustomerId)))
            .Select(connection => connection.Id).ToListAsync(ct);
    }

    private async Task<Delivery> Save(CancellationToken ct) =>
        await work.TrySaveAsync(ct) ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "Another node noted the same at the same moment.", countsAsFailure: false);
}
