using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>
/// A customer changed: every PMS that knows them is due, and every PMS at all when they have a booking to come. A mere entry of the address book is no guest
/// and stays here. Guests that the PMS keeps for records merged into the customer's are due too.
/// </summary>
internal sealed class FanOut(SyncDb db, Work work, IBookings bookings, ICustomers customers, PushQueue queue)
    : IDeliver<CustomerCreated>, IDeliver<CustomerChanged>, IDeliver<CustomerEmailChanged>, IDeliver<BookingMade>, IDeliver<BookingAssigned>, IDeliver<CustomersMerged>, IDeliver<CustomersUnmerged>
{
    public Task<Delivery> Deliver(Envelope<CustomerCreated> envelope, CancellationToken ct) => Tell(envelope.Fact.CustomerId, onlyNew: false, ct);

    public Task<Delivery> Deliver(Envelope<CustomerChanged> envelope, CancellationToken ct) => Tell(envelope.Fact.CustomerId, onlyNew: false, ct);

    public Task<Delivery> Deliver(Envelope<CustomerEmailChanged> envelope, CancellationToken ct) => Tell(envelope.Fact.CustomerId, onlyNew: false, ct);

    /// <summary>A booking changes nothing about a customer that a PMS knows already.</summary>
    public Task<Delivery> Deliver(Envelope<BookingMade> envelope, CancellationToken ct) => Tell(envelope.Fact.CustomerId, onlyNew: true, ct);

    /// <summary>Whoever has the booking now is a guest; a PMS that knows them already learns nothing new about them.</summary>
    public Task<Delivery> Deliver(Envelope<BookingAssigned> envelope, CancellationToken ct) => Tell(envelope.Fact.ToCustomerId, onlyNew: true, ct);

    public Task<Delivery> Deliver(Envelope<CustomersMerged> envelope, CancellationToken ct) => TellAfresh([envelope.Fact.KeptId, .. envelope.Fact.OtherIds], ct);

    public Task<Delivery> Deliver(Envelope<CustomersUnmerged> envelope, CancellationToken ct) => TellAfresh([envelope.Fact.KeptId, .. envelope.Fact.OtherIds], ct);

    /// <summary>Other data stand for these guests from now on; versions of different records cannot be compared, so what was confirmed before does not count.</summary>
    private async Task<Delivery> TellAfresh(Guid[] records, CancellationToken ct)
    {
        foreach (var link in await db.Links.Where(link => EF.Parameter(records).Contains(link.CustomerId)).ToListAsync(ct))
            (await queue.Add(link.ConnectionId, link.CustomerId, ct)).QueueAfresh(work.Now);
        await work.SaveAsync(ct);
        return await Tell(records[0], onlyNew: true, ct);
    }

    private async Task<Delivery> Tell(Guid customerId, bool onlyNew, CancellationToken ct)
    {
        customerId = (await customers.FindKept(customerId, ct))?.Id ?? customerId;
        var connections = await db.Connections.Select(connection => new
        {
            connection.Id,
            IsLinked = db.Links.Any(link => link.ConnectionId == connection.Id && link.CustomerId == customerId),
        }).ToListAsync(ct);
        var due = connections.Where(connection => !(onlyNew && connection.IsLinked)).ToList();
        if (due.Exists(connection => !connection.IsLinked) && (await bookings.Coming(customerId, ct)).Count == 0)
            due.RemoveAll(connection => !connection.IsLinked);
        var merged = onlyNew ? [] : await LinksOfMerged(customerId, ct);
        if (due.Count + merged.Count == 0)
            return Delivery.Done;

        foreach (var connection in due)
            await queue.Add(connection.Id, customerId, ct);
        foreach (var link in merged)
            await queue.Add(link.ConnectionId, link.CustomerId, ct);
        return await work.TrySaveAsync(ct) ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "Another node noted the same customer at the same moment.", countsAsFailure: false);
    }

    private async Task<List<GuestLink>> LinksOfMerged(Guid customerId, CancellationToken ct)
    {
        var records = (await customers.RecordsOf(customerId, ct)).Where(id => id != customerId).ToArray();
        return records.Length == 0 ? [] : await db.Links.AsNoTracking().Where(link => EF.Parameter(records).Contains(link.CustomerId)).ToListAsync(ct);
    }
}
