using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>How much of its rate each connection uses, and whether it is open.</summary>
internal sealed class SyncMeasures(SyncDb db, Work work, ConnectorCatalog catalog) : IMeasure
{
    public async Task<IReadOnlyList<Measured>> Measure(CancellationToken ct)
    {
        var connections = await db.Connections.AcrossBusinesses().AsNoTracking().ToListAsync(ct);
        var buckets = await db.Buckets.AcrossBusinesses().AsNoTracking().ToDictionaryAsync(bucket => bucket.ConnectionId, bucket => (long?)bucket.GivenUntilTicks, ct);
        return connections.SelectMany(connection => (Measured[])
        [
            new("booking.pms.rate.used", "1", "Share of a hotel system's allowed requests that is used up; 1 when requests wait for their turn.",
                RateUse.Of(catalog.Find(connection.Plugin)?.RateLimit, buckets.GetValueOrDefault(connection.Id), work.Now).UsedPercent / 100d, ("connection", connection.Id.ToString())),
            new("booking.pms.open", "1", "1 while a connection to a hotel system works, 0 while it is paused, away or refused.", connection.IsOpen ? 1 : 0, ("connection", connection.Id.ToString())),
        ]).ToList();
    }
}
