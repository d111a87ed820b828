using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>Asks a closed connection whether it works again, until it does.</summary>
internal sealed class ProbeConnection(SyncDb db, Work work, ConnectorPool pool, ConnectionDesk desk, TimeProvider clock) : IDeliver<PmsProbeDue>
{
    public async Task<Delivery> Deliver(Envelope<PmsProbeDue> envelope, CancellationToken ct)
    {
        var id = envelope.Fact.ConnectionId;
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == id, ct) is not { Paused: false, IsOpen: false } connection)
            return Delivery.Done;
        if (connection.NextProbeUtc - clock.GetUtcNow().UtcDateTime is { Ticks: > 0 } wait)
            return Later(wait);

        var answer = await pool.Open(connection).Test(ct);
        await work.BeginAsync(ct);
        if (answer.Failure is { } failure)
        {
            var next = await desk.StayClosed(connection, HealthAfter(failure), failure, ct);
            await work.SaveAsync(ct);
            return Later(next);
        }

        await desk.Open(id, answer.Value.PropertyName, ct);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>What a failed test says about the connection.</summary>
    public static ConnectionHealth HealthAfter(PmsFailure failure) => failure is PmsFailure.Transient ? ConnectionHealth.Away : ConnectionHealth.Refused;

    private static Delivery Later(TimeSpan wait) => Delivery.Later(wait, "The connection is closed; it will be asked again.", countsAsFailure: false);
}
