using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>
/// The reconciliation run: reads every linked guest once and takes it in as if the PMS had told of it, so that a lost event costs a day and no more. It ends early
/// when the PMS is away; what it did not reach is compared first the next night.
/// </summary>
internal sealed class CompareAll(SyncDb db, Work work, ConnectorPool pool, TakeGuest take, PushQueue queue)
{
    private const int Page = 200;

    /// <returns>How many guests were compared.</returns>
    public async Task<int> Handle(Guid connectionId, Func<int, Task> report, CancellationToken ct)
    {
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == connectionId, ct) is not { IsOpen: true } connection)
            return 0;
        work.ActAs(new Actor(ActorSource.Pms, work.BusinessId, null, connection.Name));
        var (compared, after, connector) = (0, Guid.Empty, pool.Open(connection));
        while (connector.Failure is null)
        {
            var links = await db.Links.AsNoTracking().Where(row => row.ConnectionId == connectionId && row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(Page).ToListAsync(ct);
            foreach (var link in links)
            {
                if (!await Compare(connection, connector, link, ct))
                    return compared;
                await report(++compared);
            }

            if (links.Count < Page)
                break;
            after = links[^1].Id;
        }

        return compared;
    }

    private async Task<bool> Compare(Connection connection, OpenedConnector connector, GuestLink link, CancellationToken ct)
    {
        var guest = await connector.Pms.ReadGuest(new ExternalGuestId(link.ExternalId), ct);
        if (guest.Succeeded)
        {
            await take.Run(connection, connector.Vendor, guest.Value, ct);
        }
        else if (guest.Failure is PmsFailure.Gone)
        {
            (await queue.Add(link.ConnectionId, link.CustomerId, ct)).QueueAfresh(work.Now);
            await work.SaveAsync(ct);
        }

        db.ChangeTracker.Clear();
        return guest.Succeeded || guest.Failure is PmsFailure.Gone;
    }
}
