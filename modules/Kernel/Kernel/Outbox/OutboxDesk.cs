using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>What people see of the outbox of the business at work, and what they can do about facts that did not arrive.</summary>
public sealed class OutboxDesk(KernelDb db, Work work, OutboxSignal signal)
{
    private const int LongestReason = 200;

    /// <summary>Undelivered facts, those that go to one listener and fail for one reason together, the worst first.</summary>
    public async Task<IReadOnlyList<OutboxPile>> Piles(CancellationToken ct)
    {
        var piles = await db.Outbox.AsNoTracking()
            .GroupBy(row => new { row.Listener, row.State, row.Error })
            .Select(pile => new { pile.Key, Count = pile.Count(), Oldest = pile.Min(row => row.ToldAtUtc), NextTry = pile.Min(row => row.DueAtUtc), Attempts = pile.Max(row => row.Attempts) })
            .ToListAsync(ct);
        return piles
            .Select(pile => new OutboxPile(pile.Key.Listener, pile.Key.State, pile.Key.Error, pile.Count, pile.Oldest, pile.NextTry, pile.Attempts))
            .OrderByDescending(pile => pile.State).ThenByDescending(pile => pile.Error is not null).ThenByDescending(pile => pile.Count)
            .ToList();
    }

    public Task<int> CountDead(CancellationToken ct) => db.Outbox.CountAsync(row => row.State == OutboxState.Dead, ct);

    /// <summary>Tries a pile again now; null for the listener means everything that failed.</summary>
    /// <returns>How many facts.</returns>
    public async Task<Answer<int>> Retry(string? listener, string? error, CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        var retried = await Failed(listener, error).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, OutboxState.Waiting)
            .SetProperty(row => row.Attempts, 0)
            .SetProperty(row => row.DueAtUtc, now), ct);
        if (retried > 0)
            work.Audit(Entry("outbox.retried", $"{retried} undelivered {Changes(retried)} sent on their way again{(listener is null ? "" : $" to {listener}")}."));
        work.WhenCommitted(signal.Ring);
        await work.SaveAsync(ct);
        return retried;
    }

    /// <summary>Gives a dead pile up for good. What was to be done then stays undone, so a reason is demanded and kept.</summary>
    /// <returns>How many facts.</returns>
    public async Task<Answer<int>> Discard(string listener, string? error, string? reason, CancellationToken ct)
    {
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason } why)
            return Refusal.Invalid("reason", $"Say why, in at most {LongestReason} characters.");
        await work.BeginAsync(ct);
        var discarded = await Failed(listener, error).Where(row => row.State == OutboxState.Dead).ExecuteDeleteAsync(ct);
        if (discarded > 0)
            work.Audit(Entry("outbox.discarded", $"{discarded} undelivered {Changes(discarded)} to {listener} discarded: {why}"));
        await work.SaveAsync(ct);
        return discarded;
    }

    /// <summary>What was held back while the business was closed is due now. Part of the caller's work.</summary>
    public async Task Resume(CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        await db.Outbox.Where(row => row.State == OutboxState.Waiting && row.Error == OutboxCourier.Closed).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAtUtc, now).SetProperty(row => row.Error, (string?)null), ct);
        work.WhenCommitted(signal.Ring);
    }

    private IQueryable<OutboxRow> Failed(string? listener, string? error)
    {
        var failed = db.Outbox.Where(row => row.State == OutboxState.Dead || row.Error != null);
        return listener is null ? failed : failed.Where(row => row.Listener == listener && row.Error == error);
    }

    private static string Changes(int count) => count == 1 ? "change was" : "changes were";

    private AuditEntry Entry(string action, string sentence) => new() { Subject = "operations", SubjectId = work.BusinessId, Action = action, Sentence = sentence };
}

/// <summary>Undelivered facts with one listener and one reason.</summary>
/// <param name="Listener">Who has not got them.</param>
/// <param name="State">Waiting for their turn, or dead.</param>
/// <param name="Error">Why the last try failed; null before the first.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestUtc">When the oldest was told.</param>
/// <param name="NextTryUtc">When the first of them is due.</param>
/// <param name="Attempts">The most failures of one of them.</param>
public sealed record OutboxPile(string Listener, OutboxState State, string? Error, int Count, DateTime OldestUtc, DateTime NextTryUtc, int Attempts);
