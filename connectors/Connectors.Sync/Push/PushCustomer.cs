using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>
/// A customer is due on a connection: sends the newest there is, whatever change rang, and says how it went. While the PMS is being talked to no transaction is
/// open; each thing learnt is committed before the next is asked.
/// </summary>
internal sealed class PushCustomer(SyncDb db, Work work, ICustomers customers, ConnectorPool pool, Alignment alignment, Verdict verdict, ConnectionDesk desk) : IDeliver<PmsPushDue>
{
    public async Task<Delivery> Deliver(Envelope<PmsPushDue> envelope, CancellationToken ct)
    {
        var (connectionId, customerId) = envelope.Fact;
        var id = Operation.IdOf(connectionId, customerId);
        if (await db.Operations.SingleOrDefaultAsync(operation => operation.Id == id, ct) is not { } operation)
            return Delivery.Done;
        if (await Newest(customerId, ct) is not { } customer)
            return await Forget(operation, ct);
        if (operation.HasConfirmed(customer.Version))
            return await Rest(operation, ct);
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == connectionId, ct) is not { IsOpen: true } connection)
            return await Park(operation, ct);

        return await Push(operation, customer, connection, ct);
    }

    /// <summary>
    /// A guest linked to a record that was merged away shows the kept record's data, except for the email: two guests of one PMS can hardly have the same,
    /// so this one keeps its own.
    /// </summary>
    private async Task<CustomerCard?> Newest(Guid customerId, CancellationToken ct) => await customers.Find(customerId, ct) switch
    {
        { MergedIntoId: null } own => own,
        { } when await db.Links.AnyAsync(link => link.CustomerId == customerId, ct) => (await customers.FindKept(customerId, ct))! with { Email = null, EmailState = EmailState.Placeholder },
        _ => null,
    };

    private async Task<Delivery> Push(Operation operation, CustomerCard customer, Connection connection, CancellationToken ct)
    {
        var triedBefore = operation.MakingSinceUtc;
        operation.TakeUp(work.Now, await db.Links.AnyAsync(link => link.ConnectionId == connection.Id && link.CustomerId == operation.CustomerId, ct));
        await work.SaveAsync(ct);

        var connector = pool.Open(connection);
        var outcome = connector.Failure is { } unusable
            ? new Outcome.Failed(unusable)
            : await alignment.Run(new PushOrder(operation, customer, connector, triedBefore), ct);
        return await verdict.Record(operation, customer.Version, outcome, connector, ct);
    }

    private async Task<Delivery> Park(Operation operation, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var parked = await desk.Park(operation, ct);
        await work.SaveAsync(ct);
        return parked ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "The connection has just opened again.", countsAsFailure: false);
    }

    private async Task<Delivery> Rest(Operation operation, CancellationToken ct)
    {
        operation.RestInStep(work.Now);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>The customer is gone here. What the hotel keeps of its guests is the hotel's.</summary>
    private async Task<Delivery> Forget(Operation operation, CancellationToken ct)
    {
        db.Operations.Remove(operation);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }
}
