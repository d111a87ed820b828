using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>Sends a customer's data. What is sent is noted first, so that even after a crash the PMS repeating it is known for an echo.</summary>
internal sealed class Pushing(SyncDb db, Work work, ICustomers customers, ConnectorPool pool, Alignment alignment, Verdict verdict)
{
    public static CustomerCard WithoutEmail(CustomerCard customer) => customer with { Email = null, EmailState = EmailState.Placeholder };

    public async Task<Delivery> Run(Operation operation, CustomerCard customer, Connection connection, CancellationToken ct)
    {
        var triedBefore = operation.MakingSinceUtc;
        operation.TakeUp(work.Now, await db.Links.AnyAsync(link => link.ConnectionId == connection.Id && link.CustomerId == operation.CustomerId, ct));
        operation.Sends(FieldMarks.Of(WantedGuest.Of(customer)));
        await work.SaveAsync(ct);

        var connector = pool.Open(connection);
        var outcome = connector.Failure is { } unusable
            ? new Outcome.Failed(unusable)
            : await alignment.Run(new PushOrder(operation, customer, connection, connector, triedBefore), ct);
        if (outcome is Outcome.Failed { Why: PmsFailure.Business { Code: BusinessCode.PossibleDuplicate } } && await IsSeveralGuests(operation, ct))
            outcome = await alignment.Run(new PushOrder(operation, WithoutEmail(customer), connection, connector, triedBefore), ct);
        return await verdict.Record(operation, customer.Version, outcome, connector, ct);
    }

    /// <summary>The guest who stands in the way is the same customer, known to the PMS twice since records were merged here: that one keeps the email, this one its own.</summary>
    private async Task<bool> IsSeveralGuests(Operation operation, CancellationToken ct)
    {
        var records = (await customers.RecordsOf(operation.CustomerId, ct)).ToArray();
        return await db.Links.CountAsync(link => link.ConnectionId == operation.ConnectionId && EF.Parameter(records).Contains(link.CustomerId), ct) > 1;
    }
}
