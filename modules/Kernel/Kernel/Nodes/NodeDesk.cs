using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Nodes;

/// <summary>The running hosts, and taking one out of the work before it is stopped.</summary>
public sealed class NodeDesk(KernelDb db, Work work, Node self, NodeWatch watch)
{
    public async Task<IReadOnlyList<NodeState>> All(CancellationToken ct)
    {
        var now = work.Now;
        var lanes = await db.Lanes.Where(lane => lane.LeasedUntilUtc > now).GroupBy(lane => lane.Owner).Select(owner => new { owner.Key, Count = owner.Count() }).ToDictionaryAsync(owner => owner.Key, owner => owner.Count, ct);
        return (await db.Nodes.AsNoTracking().OrderBy(row => row.StartedAtUtc).ToListAsync(ct))
            .Select(row => new NodeState(row.Name, row.StartedAtUtc, row.SeenAtUtc, row.Drained, now - row.SeenAtUtc > NodeWatch.Silence, lanes.GetValueOrDefault(row.Name), row.Name == self.Name))
            .ToList();
    }

    public Task<Answer<Done>> Drain(string name, CancellationToken ct) => Set(name, true, "node.drained", "takes no more work", ct);

    public Task<Answer<Done>> TakeBack(string name, CancellationToken ct) => Set(name, false, "node.resumed", "takes work again", ct);

    /// <summary>Twice is as once: only the first of two operators leaves a line in the history.</summary>
    private async Task<Answer<Done>> Set(string name, bool drained, string action, string words, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var changed = await db.Nodes.Where(row => row.Name == name && row.Drained != drained).ExecuteUpdateAsync(set => set.SetProperty(row => row.Drained, drained), ct);
        if (changed == 0 && !await db.Nodes.AnyAsync(row => row.Name == name, ct))
            return Refusal.NotFound("node");
        if (changed > 0 && work.BusinessId != Guid.Empty)
            work.Audit(new AuditEntry { Subject = "operations", SubjectId = work.BusinessId, Action = action, Sentence = $"Node {name} {words}." });
        if (name == self.Name)
            work.WhenCommitted(watch.Ring);
        await work.SaveAsync(ct);
        return new Done();
    }
}

/// <summary>A running host as people see it.</summary>
/// <param name="Name">Machine, process, and what tells one start from the next.</param>
/// <param name="StartedAtUtc">When it came up.</param>
/// <param name="SeenAtUtc">When it was last heard of.</param>
/// <param name="IsDrained">Takes no more jobs and deliveries.</param>
/// <param name="IsSilent">Not heard of for three beats: stopped hard, or cut off from the database. Its work is taken over by the others.</param>
/// <param name="Lanes">Shares of the outbox it holds just now, of 32.</param>
/// <param name="IsThis">The one that answers.</param>
public sealed record NodeState(string Name, DateTime StartedAtUtc, DateTime SeenAtUtc, bool IsDrained, bool IsSilent, int Lanes, bool IsThis);
