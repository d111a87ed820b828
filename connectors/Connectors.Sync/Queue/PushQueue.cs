using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>Puts operations into the outbox, where they run in order per customer and connection. The caller saves.</summary>
internal sealed class PushQueue(SyncDb db, KernelDb kernel, Work work)
{
    public const string Listener = "pms-push";

    /// <summary>Notes that a customer is due on a connection.</summary>
    public async Task<Operation> Add(Guid connectionId, Guid customerId, CancellationToken ct)
    {
        var id = Operation.IdOf(connectionId, customerId);
        var operation = await db.Operations.SingleOrDefaultAsync(operation => operation.Id == id, ct) ?? db.Operations.Add(Operation.For(connectionId, customerId)).Entity;
        operation.Queue(work.Now);
        Tell(operation);
        return operation;
    }

    /// <summary>Starts over at once, also what had been put off for later: outbox rows waiting for their next try make way.</summary>
    public async Task Restart(IReadOnlyCollection<Operation> operations, CancellationToken ct)
    {
        var ids = operations.Select(operation => operation.Id).ToList();
        await work.BeginAsync(ct);
        await kernel.Outbox.Where(row => row.Listener == Listener && row.State == OutboxState.Waiting && ids.Contains(row.About)).ExecuteDeleteAsync(ct);
        foreach (var operation in operations)
        {
            operation.QueueAfresh(work.Now);
            Tell(operation);
        }
    }

    private void Tell(Operation operation) => work.Tell(new PmsPushDue(operation.ConnectionId, operation.CustomerId), operation.Id);
}
