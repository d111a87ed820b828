using System.Collections.Concurrent;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Host.Operations.Changes;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Operations;

/// <summary>What the front desk should know about the work behind the scenes: the modules' own sentences, then those about outbox and jobs.</summary>
internal sealed class OperationsNotes(IEnumerable<IOperationsPanel> panels, OutboxDesk outbox, OutboxSearch search, ICustomers customers)
{
    private const int MostNamed = 3;

    /// <summary>The worst; the rest stands in the table below.</summary>
    private const int MostNotes = 10;

    public async Task<IReadOnlyList<OperationsNote>> FromModules(CancellationToken ct)
    {
        var notes = new List<OperationsNote>();
        foreach (var panel in panels.OrderBy(panel => panel.Order))
            notes.AddRange(await panel.Notes(ct));
        return notes;
    }

    /// <summary>By cause, with the first few people it concerns for those who may know them.</summary>
    public async Task<IReadOnlyList<OperationsNote>> FromOutbox(IEnumerable<OutboxPile> piles, Func<string, bool> may, CancellationToken ct)
    {
        var explained = panels.SelectMany(panel => panel.Listeners).ToHashSet();
        var notes = new List<OperationsNote>();
        foreach (var pile in piles.Where(pile => pile.Error is not null && !explained.Contains(pile.Listener)).Take(MostNotes))
            notes.Add(About(pile, may(Right.SeeCustomers) ? await Concerned(pile, ct) : ""));
        return notes;
    }

    private async Task<string> Concerned(OutboxPile pile, CancellationToken ct)
    {
        var items = await search.Find(new() { Listener = pile.Listener, Cause = pile.Cause, State = pile.State is OutboxState.Dead ? WorkState.GivenUp : WorkState.TriedAgain }, MostNamed * 4, ct);
        var known = (await customers.FindMany(items.Select(item => item.CustomerId).OfType<Guid>().Distinct().ToList(), ct)).Values.Select(card => card.Name).Take(MostNamed).ToList();
        return known.Count == 0 ? "" : $" It concerns {string.Join(", ", known)}{(pile.Count > known.Count ? " and others" : "")}.";
    }

    public static IEnumerable<OperationsNote> FromJobs(IEnumerable<ScheduledJob> jobs) => jobs
        .Where(job => job.Last?.State == JobState.Failed)
        .Select(job => new OperationsNote("warn", $"“{job.Plan.Title}” did not go through", $"{Ended(job.Last!.Error)} It starts again by itself.") { NextTryUtc = job.Times?.NextRunUtc });

    /// <summary>How many things wait for somebody, for the count beside Jobs.</summary>
    public async Task<int> CountUrgent(CancellationToken ct)
    {
        var explained = panels.SelectMany(panel => panel.Listeners).ToHashSet();
        var dead = (await outbox.CountDead(ct)).Where(pile => !explained.Contains(pile.Key)).Sum(pile => pile.Value);
        return dead + (await FromModules(ct)).Where(note => note.Tone == "bad").Sum(note => note.Count);
    }

    private static OperationsNote About(OutboxPile pile, string concerned) => Sentence(pile, concerned) with { Count = pile.Count, Href = WorkAddress.OfPile(pile), Action = "Show them" };

    private static OperationsNote Sentence(OutboxPile pile, string concerned) => pile.State == OutboxState.Dead
        ? new OperationsNote("bad", pile.Count == 1 ? "1 change could not be passed on" : $"{pile.Count} changes could not be passed on", $"{Ended(pile.Error)} {WorkWords.Advice(WorkState.GivenUp, pile.Listener, pile.Error)}{concerned}")
        : new OperationsNote("warn", pile.Count == 1 ? "1 change waits for another try" : $"{pile.Count} changes wait for another try", $"{Ended(pile.Error)}{concerned}") { NextTryUtc = pile.NextTryUtc };

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
        .AddScoped<FindWork>()
        .AddScoped<RunNodes>()
        .AddScoped<RunEverywhere>()
        .AddScoped<OperationsNotes>()
        .AddSingleton<UrgentCounts>();
}
