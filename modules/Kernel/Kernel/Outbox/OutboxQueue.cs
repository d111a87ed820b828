using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>The statements behind the dispatcher. A node leases lanes and then owns their rows, so rows themselves need no locks.</summary>
internal sealed class OutboxQueue(KernelDb db, Work work)
{
    private IQueryable<OutboxRow> Rows => db.Outbox.AcrossBusinesses();

    private IQueryable<OutboxRow> Waiting => Rows.Where(row => row.State == OutboxState.Waiting);

    /// <summary>Due, not held back by people, and not behind a postponed row of the same aggregate and listener.</summary>
    private IQueryable<OutboxRow> Deliverable(DateTime now) => Waiting.Where(row => row.DueAtUtc <= now
        && !db.Pauses.AcrossBusinesses().Any(pause => pause.BusinessId == row.BusinessId && pause.Listener == row.Listener)
        && !Waiting.Any(earlier => earlier.About == row.About && earlier.Listener == row.Listener && earlier.Seq < row.Seq && earlier.DueAtUtc > now));

    /// <summary>What an idle node asks: lanes with due rows, and until when another node holds them.</summary>
    public async Task<IReadOnlyList<DueLane>> DueLanes(DateTime now, CancellationToken ct) => await db.Lanes
        .Where(lane => Deliverable(now).Any(row => row.Lane == lane.Lane))
        .Select(lane => new DueLane(lane.Lane, lane.Owner, lane.LeasedUntilUtc))
        .ToListAsync(ct);

    /// <summary>When the next postponed row falls due.</summary>
    public async Task<DateTime?> NextDue(DateTime now, CancellationToken ct) => await Waiting.Where(row => row.DueAtUtc > now).MinAsync(row => (DateTime?)row.DueAtUtc, ct);

    public async Task<bool> Lease(IReadOnlyCollection<int> lanes, string node, DateTime now, TimeSpan length, CancellationToken ct)
    {
        var until = now + length;
        await work.BeginAsync(ct);
        var leased = await db.Lanes
            .Where(lane => lanes.Contains(lane.Lane) && (lane.Owner == node || lane.LeasedUntilUtc <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(lane => lane.Owner, node).SetProperty(lane => lane.LeasedUntilUtc, until), ct);
        await work.SaveAsync(ct);
        return leased > 0;
    }

    /// <returns>How many lanes this node still holds.</returns>
    public async Task<int> Renew(string node, DateTime until, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var held = await db.Lanes.Where(lane => lane.Owner == node).ExecuteUpdateAsync(set => set.SetProperty(lane => lane.LeasedUntilUtc, until), ct);
        await work.SaveAsync(ct);
        return held;
    }

    public Task Release(string node, DateTime now, CancellationToken ct) => InTransaction(() => db.Lanes
        .Where(lane => lane.Owner == node && lane.LeasedUntilUtc > now)
        .ExecuteUpdateAsync(set => set.SetProperty(lane => lane.LeasedUntilUtc, now), ct), ct);

    public async Task<IReadOnlyList<int>> Held(string node, DateTime now, CancellationToken ct) =>
        await db.Lanes.Where(lane => lane.Owner == node && lane.LeasedUntilUtc > now).Select(lane => lane.Lane).ToListAsync(ct);

    /// <summary>
    /// The deliverable rows of these lanes, oldest first. The lanes are named: joined in, databases guess that they are few, and read and sort everything that waits for each
    /// batch instead of following the key until the batch is full.
    /// </summary>
    public async Task<IReadOnlyList<OutboxRow>> Due(IReadOnlyList<int> lanes, DateTime now, int most, CancellationToken ct) =>
        await Deliverable(now).Where(row => lanes.Contains(row.Lane)).OrderBy(row => row.Seq).Take(most).AsNoTracking().ToListAsync(ct);

    /// <summary>One statement for all that were delivered; one each for the few that were not.</summary>
    public async Task Settle(IReadOnlyCollection<long> delivered, IReadOnlyCollection<OutboxRow> failed, CancellationToken ct) => await InTransaction(async () =>
    {
        if (delivered.Count > 0)
            await Rows.Where(row => delivered.Contains(row.Seq)).ExecuteDeleteAsync(ct);
        foreach (var row in failed)
        {
            // Of each its own business: EF writes no marks before an UPDATE, and without one the database's wall would hide the row.
            work.ActAs(Actor.Platform(row.BusinessId, "Outbox"));
            await db.Outbox.Where(stored => stored.Seq == row.Seq).ExecuteUpdateAsync(set => set
                .SetProperty(stored => stored.State, row.State)
                .SetProperty(stored => stored.Attempts, row.Attempts)
                .SetProperty(stored => stored.DueAtUtc, row.DueAtUtc)
                .SetProperty(stored => stored.Error, row.Error)
                .SetProperty(stored => stored.Cause, row.Cause), ct);
        }
    }, ct);

    private async Task InTransaction(Func<Task> statements, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await statements();
        await work.SaveAsync(ct);
    }
}

internal sealed record DueLane(int Lane, string Owner, DateTime LeasedUntilUtc);
