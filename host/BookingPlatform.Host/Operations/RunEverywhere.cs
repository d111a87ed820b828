using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Operations;

/// <summary>What the operator of the installation sees of all businesses' work: counts, queues and ids. Errors are left out, because a mail server's answer may name a guest.</summary>
internal sealed class RunEverywhere(KernelDb db, OutboxSearch search, OutboxDesk desk, OutboxCharts charts, IBusinesses businesses, Work work)
{
    private const int MostPiles = 200;

    internal sealed record Pile(Guid BusinessId, string Business, string Listener, OutboxState State, bool HasFailed, int Count, long First);

    internal sealed record Overview(IReadOnlyList<Pile> Piles, IReadOnlyList<HourCount> Hours, DateTime? Oldest);

    public async Task<Overview> Look(CancellationToken ct)
    {
        var names = (await businesses.All(ct)).ToDictionary(business => business.Id, business => business.Name);
        var piles = await db.Outbox.AcrossBusinesses()
            .GroupBy(row => new { row.BusinessId, row.Listener, row.State, HasFailed = row.Cause != null })
            .Select(pile => new { pile.Key.BusinessId, pile.Key.Listener, pile.Key.State, pile.Key.HasFailed, Count = pile.Count(), First = pile.Min(row => row.Seq) })
            .OrderByDescending(pile => pile.State == OutboxState.Dead).ThenByDescending(pile => pile.Count).Take(MostPiles)
            .ToListAsync(ct);
        return new(piles.Select(pile => new Pile(pile.BusinessId, names.GetValueOrDefault(pile.BusinessId, "A closed business"), pile.Listener, pile.State, pile.HasFailed, pile.Count, pile.First)).ToList(),
            await charts.LastDay(everywhere: true, ct), await search.OldestWaiting(everywhere: true, ct));
    }

    public Task<OutboxItem?> One(long number, CancellationToken ct) => search.One(new() { Number = number, Everywhere = true }, ct);

    /// <summary>As the operator, for that business: its own history says who did it.</summary>
    public async Task<Answer<int>> Retry(Guid business, string listener, CancellationToken ct)
    {
        var actor = work.Actor;
        work.ActAs(Actor.Platform(business, "Operator"));
        var answer = await desk.Retry(new OutboxQuery { Listener = listener }, ct);
        work.ActAs(actor);
        return answer;
    }
}
