using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>What was parked goes back to the outbox, some hundreds at a time.</summary>
internal sealed class ReleaseParked(SyncDb db, Work work, PushQueue queue, NewsDesk news) : IDeliver<PmsReleaseDue>
{
    private const int AtOnce = 200;

    public async Task<Delivery> Deliver(Envelope<PmsReleaseDue> envelope, CancellationToken ct)
    {
        var connection = envelope.Fact.ConnectionId;
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == connection, ct) is not { IsOpen: true })
            return Delivery.Done;
        var parked = await db.Operations
            .Where(operation => operation.ConnectionId == connection && operation.Parked)
            .OrderBy(operation => operation.WaitingSinceUtc).ThenBy(operation => operation.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
        if (parked.Count == 0)
            return await TakeUpNews(connection, ct);

        await queue.Restart(parked, ct);
        work.Tell(envelope.Fact, connection);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>What the PMS told while the connection was closed.</summary>
    private async Task<Delivery> TakeUpNews(Guid connection, CancellationToken ct)
    {
        if (await news.TellWaiting(connection, ct) > 0)
            await work.SaveAsync(ct);
        return Delivery.Done;
    }
}
