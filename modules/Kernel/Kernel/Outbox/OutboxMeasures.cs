using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>How long the oldest change waits, how many there are in each state, and how many nodes work.</summary>
internal sealed class OutboxMeasures(KernelDb db, OutboxSearch search, NodeDesk nodes, TimeProvider clock) : IMeasure
{
    public async Task<IReadOnlyList<Measured>> Measure(CancellationToken ct)
    {
        var oldest = await search.OldestWaiting(everywhere: true, ct);
        var states = await db.Outbox.AcrossBusinesses().GroupBy(row => new { row.State, Failed = row.Cause != null }).Select(group => new { group.Key.State, group.Key.Failed, Count = group.Count() }).ToListAsync(ct);
        var running = await nodes.All(ct);
        int Items(OutboxState state, bool? failed = null) => states.Where(group => group.State == state && (failed is null || group.Failed == failed)).Sum(group => group.Count);
        return
        [
            new("booking.outbox.oldest.age", "s", "Age of the oldest change that waits and is not held back; 0 when none does.", oldest is { } told ? Math.Max(0, (clock.GetUtcNow().UtcDateTime - told).TotalSeconds) : 0),
            Of("waiting", Items(OutboxState.Waiting, failed: false)),
            Of("retrying", Items(OutboxState.Waiting, failed: true)),
            Of("given_up", Items(OutboxState.Dead)),
            Node("working", running.Count(node => node is { IsSilent: false, IsDrained: false })),
            Node("drained", running.Count(node => node is { IsSilent: false, IsDrained: true })),
            Node("silent", running.Count(node => node.IsSilent)),
        ];
    }

    private static Measured Of(string state, int count) => new("booking.outbox.items", "{item}", "Changes that have not arrived, by state.", count, ("state", state));

    private static Measured Node(string state, int count) => new("booking.nodes", "{node}", "Running hosts, by state.", count, ("state", state));
}
