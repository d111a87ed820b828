using System.Collections.Concurrent;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Sync.Turns;

/// <summary>This node's gates, and the two statements in one short transaction by which nodes share a connection's bucket.</summary>
internal sealed class TurnGates(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, TurnGate> gates = new();

    public TurnGate For(Connection connection, RateLimit limit)
    {
        var (business, id) = (connection.BusinessId, connection.Id);
        return gates.GetOrAdd(id, _ => new TurnGate(limit, (request, ct) => Reserve(business, id, request, ct), clock));
    }

    public void Dispose()
    {
        foreach (var gate in gates.Values)
            gate.Dispose();
    }

    internal async Task<DateTime> Reserve(Guid business, Guid connection, TurnRequest request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.ActAs(Actor.Platform(business, "pms-turns"));
        var bucket = scope.ServiceProvider.GetRequiredService<SyncDb>().Buckets.Where(bucket => bucket.ConnectionId == connection);
        var (length, saved, never) = (request.Length.Ticks, request.SavedFrom.Ticks, request.NeverFrom.Ticks);
        await work.BeginAsync(ct);
        await bucket.ExecuteUpdateAsync(set => set.SetProperty(x => x.GivenUntilTicks, x => (x.GivenUntilTicks > saved && x.GivenUntilTicks < never ? x.GivenUntilTicks : saved) + length), ct);
        var until = await bucket.Select(x => x.GivenUntilTicks).SingleAsync(ct);
        await work.SaveAsync(ct);
        return new DateTime(until - length, DateTimeKind.Utc);
    }
}
