using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>What people can do about changes that did not arrive. Each act is one statement, so that of two who press at once only the first does anything.</summary>
public sealed class OutboxDesk(KernelDb db, Work work, OutboxSearch search, OutboxSignal signal)
{
    private const int LongestReason = 200;

    /// <summary>Undelivered changes, those that go to one listener and fail for one cause together, the worst first.</summary>
    public Task<IReadOnlyList<OutboxPile>> Piles(CancellationToken ct) => Piles(new OutboxQuery(), ct);

    /// <summary>Counted along an index; what else is shown of a pile is read from its oldest row.</summary>
    public async Task<IReadOnlyList<OutboxPile>> Piles(OutboxQuery query, CancellationToken ct)
    {
        var groups = await search.Rows(query)
            .GroupBy(row => new { row.Listener, row.State, row.Cause })
            .Select(group => new { group.Key.Listener, group.Key.State, group.Key.Cause, Count = group.Count(), First = group.Min(row => row.Seq) })
            .OrderByDescending(group => group.Count).Take(OutboxPile.Most)
            .ToListAsync(ct);
        var firsts = groups.Select(group => group.First).ToList();
        var oldest = await search.Rows(new OutboxQuery { Everywhere = query.Everywhere }).Where(row => EF.Parameter(firsts).Contains(row.Seq)).AsNoTracking().ToDictionaryAsync(row => row.Seq, ct);
        return groups.Where(group => oldest.ContainsKey(group.First))
            .Select(group => (group, Row: oldest[group.First]))
            .Select(pile => new OutboxPile(pile.group.Listener, pile.group.State, pile.Row.Error, pile.group.Count, pile.Row.ToldAtUtc, pile.Row.DueAtUtc < pile.Row.ToldAtUtc ? pile.Row.ToldAtUtc : pile.Row.DueAtUtc, pile.Row.Attempts) { Cause = pile.group.Cause })
            .OrderByDescending(pile => pile.State).ThenByDescending(pile => pile.Cause is not null).ThenByDescending(pile => pile.Count)
            .ToList();
    }

    /// <summary>What was given up, by listener: the few rows that wait for people, whatever else waits.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountDead(CancellationToken ct) => await db.Outbox.Where(row => row.State == OutboxState.Dead)
        .GroupBy(row => row.Listener).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);

    /// <summary>Tries a pile again now; null for the listener means everything that failed.</summary>
    /// <returns>How many changes.</returns>
    public Task<Answer<int>> Retry(string? listener, string? error, CancellationToken ct) =>
        Retry(new OutboxQuery { Listener = listener, Cause = listener is null || error is null ? null : OutboxRow.CauseOf(error) }, ct);

    /// <summary>Tries again now what failed of these. What is on its way already is left alone, so that a second press does nothing:
    /// it is due since long ago, for whoever pressed in the same moment too.</summary>
    public async Task<Answer<int>> Retry(OutboxQuery query, CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        var retried = await search.Rows(query).Where(row => row.State == OutboxState.Dead || (row.Cause != null && row.DueAtUtc > now)).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, OutboxState.Waiting)
            .SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.DueAtUtc, OutboxRow.AtOnce), ct);
        if (retried > 0)
            Audit("outbox.retried", $"{Undelivered(retried, query)} sent on {(retried == 1 ? "its" : "their")} way again{To(query)}.");
        work.WhenCommitted(signal.Ring);
        await work.SaveAsync(ct);
        return retried;
    }

    /// <summary>Gives a dead pile up for good. What was to be done then stays undone, so a reason is demanded and kept.</summary>
    /// <returns>How many changes.</returns>
    public Task<Answer<int>> Discard(string listener, string? error, string? reason, CancellationToken ct) =>
        Remove(new OutboxQuery { State = WorkState.GivenUp, Listener = listener, Cause = error is null ? null : OutboxRow.CauseOf(error) }, reason, ct);

    /// <summary>Takes these off their way: cancels what waits and discards what was given up. What was to be done stays undone.</summary>
    public async Task<Answer<int>> Remove(OutboxQuery query, string? reason, CancellationToken ct)
    {
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason } why)
            return Refusal.Invalid("reason", $"Say why, in at most {LongestReason} characters.");
        await work.BeginAsync(ct);
        var discarded = await search.Rows(query).ExecuteDeleteAsync(ct);
        if (discarded > 0)
            Audit("outbox.discarded", $"{Undelivered(discarded, query)} discarded{To(query)}: {why}");
        await work.SaveAsync(ct);
        return discarded;
    }

    /// <summary>What was held back while the business was closed is due now. Part of the caller's work.</summary>
    public async Task Resume(CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.Outbox.Where(row => row.State == OutboxState.Waiting && row.Error == OutboxCourier.Closed).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAtUtc, OutboxRow.AtOnce).SetProperty(row => row.Error, (string?)null).SetProperty(row => row.Cause, (string?)null), ct);
        work.WhenCommitted(signal.Ring);
    }

    public async Task<IReadOnlyList<OutboxPause>> Pauses(CancellationToken ct) => await db.Pauses.AsNoTracking().OrderBy(pause => pause.Listener).ToListAsync(ct);

    /// <summary>Holds a queue back: what goes to that listener waits, on every node, from the next batch on.</summary>
    public async Task<Answer<Done>> Pause(string listener, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!search.Knows(listener))
            return Refusal.NotFound("queue");
        if (await db.Pauses.AnyAsync(pause => pause.Listener == listener, ct))
            return new Done();
        db.Pauses.Add(new OutboxPause { Listener = listener, AtUtc = work.Now, By = work.Actor.Name });
        Audit("outbox.paused", $"The queue {listener} was held back.");
        // Somebody else may have pressed at the same moment: then it is held back all the same.
        await work.TrySaveAsync(ct);
        return new Done();
    }

    public async Task<Answer<Done>> Resume(string listener, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Pauses.Where(pause => pause.Listener == listener).ExecuteDeleteAsync(ct) > 0)
            Audit("outbox.resumed", $"The queue {listener} goes on.");
        work.WhenCommitted(signal.Ring);
        await work.SaveAsync(ct);
        return new Done();
    }

    private static string Undelivered(int count, OutboxQuery query) =>
        count == 1 && query.Number is { } number ? $"Undelivered change {number} was" : $"{count} undelivered {(count == 1 ? "change was" : "changes were")}";

    private static string To(OutboxQuery query) => query.Listener is { } listener ? $" to {listener}" : "";

    private void Audit(string action, string sentence) => work.Audit(new AuditEntry { Subject = "operations", SubjectId = work.BusinessId, Action = action, Sentence = sentence });
}

/// <summary>Undelivered changes with one listener and one cause.</summary>
/// <param name="Listener">Who has not got them.</param>
/// <param name="State">Waiting for their turn, or dead.</param>
/// <param name="Error">Why the last try of the oldest failed; null before the first.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestUtc">When the oldest was told.</param>
/// <param name="NextTryUtc">When the oldest is due.</param>
/// <param name="Attempts">How often the oldest was tried in vain.</param>
public sealed record OutboxPile(string Listener, OutboxState State, string? Error, int Count, DateTime OldestUtc, DateTime NextTryUtc, int Attempts)
{
    /// <summary>The largest that are shown.</summary>
    internal const int Most = 200;

    /// <summary>What the errors of the pile have in common.</summary>
    public string? Cause { get; init; }
}
