using System.Collections.Concurrent;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.Host.Operations;

/// <summary>What the front desk should know about the work behind the scenes: the modules' own sentences, then those about outbox and jobs.</summary>
internal sealed class OperationsNotes(IEnumerable<IOperationsPanel> panels, OutboxDesk outbox)
{
    public async Task<IReadOnlyList<OperationsNote>> FromModules(CancellationToken ct)
    {
        var notes = new List<OperationsNote>();
        foreach (var panel in panels.OrderBy(panel => panel.Order))
            notes.AddRange(await panel.Notes(ct));
        return notes;
    }

    public IEnumerable<OperationsNote> FromOutbox(IEnumerable<OutboxPile> piles)
    {
        var explained = panels.SelectMany(panel => panel.Listeners).ToHashSet();
        return piles.Where(pile => pile.Error is not null && !explained.Contains(pile.Listener)).Select(About);
    }

    public static IEnumerable<OperationsNote> FromJobs(IEnumerable<ScheduledJob> jobs) => jobs
        .Where(job => job.Last?.State == JobState.Failed)
        .Select(job => new OperationsNote("warn", $"“{job.Plan.Title}” did not go through", $"{Ended(job.Last!.Error)} It starts again by itself.") { NextTryUtc = job.Times?.NextRunUtc });

    /// <summary>How many things wait for somebody, for the count beside Jobs.</summary>
    public async Task<int> CountUrgent(CancellationToken ct)
    {
        var explained = panels.SelectMany(panel => panel.Listeners).ToHashSet();
        var dead = (await outbox.Piles(ct)).Where(pile => pile.State == OutboxState.Dead && !explained.Contains(pile.Listener)).Sum(pile => pile.Count);
        return dead + (await FromModules(ct)).Where(note => note.Tone == "bad").Sum(note => note.Count);
    }

    private static OperationsNote About(OutboxPile pile) => pile.State == OutboxState.Dead
        ? new("bad", pile.Count == 1 ? "1 change could not be passed on" : $"{pile.Count} changes could not be passed on", $"{Ended(pile.Error)} It is not tried again by itself: retry when the cause is gone, or discard with a reason, below.") { Count = pile.Count }
        : new("warn", pile.Count == 1 ? "1 change waits for another try" : $"{pile.Count} changes wait for another try", Ended(pile.Error)) { NextTryUtc = pile.NextTryUtc, Count = pile.Count };

    /// <summary>As a sentence, so that another can follow.</summary>
    private static string Ended(string? reason) => reason?.TrimEnd() is { Length: > 0 } text ? (char.IsPunctuation(text[^1]) && text[^1] != ')' ? text : text + ".") : "";
}

/// <summary>Remembers the count of a business for a quarter of a minute, because every page shows it.</summary>
internal sealed class UrgentCounts(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Guid, (int Count, long At)> known = [];

    public async ValueTask<int> Of(Guid business, OperationsNotes notes, CancellationToken ct)
    {
        if (known.TryGetValue(business, out var entry) && clock.GetElapsedTime(entry.At) < Fresh)
            return entry.Count;
        var count = await notes.CountUrgent(ct);
        known[business] = (count, clock.GetTimestamp());
        return count;
    }

    public void Forget(Guid business) => known.TryRemove(business, out _);
}

internal static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<JobDesk>()
        .AddScoped<OperationsNotes>()
        .AddSingleton<UrgentCounts>();
}
