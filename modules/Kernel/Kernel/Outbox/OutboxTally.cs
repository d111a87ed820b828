using System.Collections.Concurrent;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>How much went through in ten minutes, for the charts.</summary>
public sealed class TallyRow : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required DateTime SlotUtc { get; init; }

    public int Delivered { get; init; }

    /// <summary>Tries that failed and are made again.</summary>
    public int Failed { get; init; }

    public int GivenUp { get; init; }
}

/// <summary>
/// Counts deliveries in memory and adds them to the database now and then: counting in the transaction that settles a batch would make every batch of every
/// business wait for the same rows. What a killed node had not stored yet is missing in a chart and nowhere else.
/// </summary>
public sealed class OutboxTally(TimeProvider clock)
{
    public static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(Guid Business, DateTime Slot), Counts> counted = [];

    internal sealed class Counts
    {
        public int Delivered;
        public int Failed;
        public int GivenUp;
    }

    public static DateTime SlotOf(DateTime utc) => new(utc.Ticks - utc.Ticks % Slot.Ticks, DateTimeKind.Utc);

    internal void Delivered(Guid business) => Interlocked.Increment(ref Of(business).Delivered);

    internal void NotDelivered(OutboxRow row) => _ = row.State is OutboxState.Dead ? Interlocked.Increment(ref Of(row.BusinessId).GivenUp) : Interlocked.Increment(ref Of(row.BusinessId).Failed);

    /// <summary>A business whose counts cannot be stored keeps them for the next time.</summary>
    internal async Task Store(IServiceScopeFactory scopes, CancellationToken ct)
    {
        foreach (var key in counted.Keys.ToList())
            if (counted.TryRemove(key, out var counts))
                await Add(scopes, key.Business, key.Slot, counts, ct);
    }

    private Counts Of(Guid business) => counted.GetOrAdd((business, SlotOf(clock.GetUtcNow().UtcDateTime)), _ => new Counts());

    private async Task Add(IServiceScopeFactory scopes, Guid business, DateTime slot, Counts counts, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (work, db) = (scope.ServiceProvider.GetRequiredService<Work>(), scope.ServiceProvider.GetRequiredService<KernelDb>());
        work.ActAs(Actor.Platform(business, "Outbox"));
        await work.BeginAsync(ct);
        var added = await db.Tallies.Where(row => row.SlotUtc == slot).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Delivered, row => row.Delivered + counts.Delivered)
            .SetProperty(row => row.Failed, row => row.Failed + counts.Failed)
            .SetProperty(row => row.GivenUp, row => row.GivenUp + counts.GivenUp), ct);
        if (added == 0)
            db.Tallies.Add(new TallyRow { SlotUtc = slot, Delivered = counts.Delivered, Failed = counts.Failed, GivenUp = counts.GivenUp });
        // Two nodes may open a slot at once; the later one comes again with the next beat.
        if (!await work.TrySaveAsync(ct))
            GiveBack((business, slot), counts);
    }

    private void GiveBack((Guid, DateTime) key, Counts counts)
    {
        var now = counted.GetOrAdd(key, _ => new Counts());
        Interlocked.Add(ref now.Delivered, counts.Delivered);
        Interlocked.Add(ref now.Failed, counts.Failed);
        Interlocked.Add(ref now.GivenUp, counts.GivenUp);
    }
}
