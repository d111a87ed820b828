using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
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
internal sealed class PushCustomer(SyncDb db, Work work, ICustomers customers, ConnectorPool pool, Pushing push, RunErrands errands, ConnectionDesk desk) : IDeliver<PmsPushDue>
{
    public async Task<Delivery> Deliver(Envelope<PmsPushDue> envelope, CancellationToken ct)
    {
        var (connectionId, customerId) = envelope.Fact;
        var id = Operation.IdOf(connectionId, customerId);
        if (await db.Operations.SingleOrDefaultAsync(operation => operation.Id == id, ct) is not { } operation)
            return Delivery.Done;
        var customer = await Newest(customerId, ct);
        var (inStep, hasErrands) = (customer is null || operation.HasConfirmed(customer.Version), await errands.Any(operation, ct));
        if (!inStep || hasErrands)
            return await Talk(operation, inStep ? null : customer, hasErrands, ct);
        return customer is null ? await Forget(operation, ct) : await Rest(operation, Delivery.Done, ct);
    }

    /// <summary>Data first, then what else is to be done: whoever gets a reservation is a guest by then.</summary>
    private async Task<Delivery> Talk(Operation operation, CustomerCard? customer, bool hasErrands, CancellationToken ct)
    {
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == operation.ConnectionId, ct) is not { IsOpen: true } connection)
            return await Park(operation, ct);
        CallTape.Start();
        var delivery = customer is null ? Delivery.Done : await push.Run(operation, customer, connection, ct);
        if (hasErrands && delivery == Delivery.Done && !operation.Parked)
            delivery = await errands.Run(operation, pool.Open(connection), ct);
        return customer is null && !operation.Parked ? await Rest(operation, delivery, ct) : delivery;
    }

    /// <summary>
    /// A guest linked to a record that was merged away shows the kept record's data, except for the email: two guests of one PMS can hardly have the same,
    /// so this one keeps its own.
    /// </summary>
    private async Task<CustomerCard?> Newest(Guid customerId, CancellationToken ct) => await customers.Find(customerId, ct) switch
    {
        { MergedIntoId: null } own => own,
        { } when await db.Links.AnyAsync(link => link.CustomerId == customerId, ct) => Pushing.WithoutEmail((await customers.FindKept(customerId, ct))!),
        _ => null,
    };

    private async Task<Delivery> Park(Operation operation, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var parked = await desk.Park(operation, ct);
        await work.SaveAsync(ct);
        return parked ? Delivery.Done : Delivery.Later(TimeSpan.Zero, "The connection has just opened again.", countsAsFailure: false);
    }

    private async Task<Delivery> Rest(Operation operation, Delivery delivery, CancellationToken ct)
    {
        operation.RestInStep(work.Now);
        await work.SaveAsync(ct);
        return delivery;
    }

    /// <summary>The customer is gone here. What the hotel keeps of its guests is the hotel's.</summary>
    private async Task<Delivery> Forget(Operation operation, CancellationToken ct)
    {
        db.Operations.Remove(operation);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }
}
