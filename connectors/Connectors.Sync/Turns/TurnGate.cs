using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Turns;

/// <summary>
/// Lets this node's requests of one connection through, each at its turn. Turns are reserved in slices from the bucket that all nodes share: one at first, twice
/// as many whenever a slice was used up, so that at full speed the bucket is asked once in forty requests and a quiet node keeps nothing from the others.
/// </summary>
/// <remarks>
/// Generic cell rate algorithm (ITU-T I.371): turns lie <c>1 / PerSecond</c> apart and may be saved up to the bucket's size. A turn not used within
/// <see cref="Keep"/> is lost, and the bucket is smaller by what could be used late, so in any window of <c>w</c> seconds no more than
/// <c>Burst + w × PerSecond</c> requests leave, whatever the number of nodes. Nodes' clocks must agree roughly, as servers' do.
/// </remarks>
internal sealed class TurnGate(RateLimit limit, Func<TurnRequest, CancellationToken, Task<DateTime>> reserve, TimeProvider clock) : IDisposable
{
    private const int LargestSlice = 40;
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromSeconds(10);

    /// <summary>No queue is so long: turns further ahead were given by a clock that has been set back since.</summary>
    private static readonly TimeSpan NeverSoFar = TimeSpan.FromMinutes(10);
    private readonly TimeSpan apart = TimeSpan.FromSeconds(1 / limit.PerSecond);
    private readonly int size = Math.Max(1, (int)(limit.Burst * 0.8));
    private readonly SemaphoreSlim asking = new(1, 1);
    private Slice slice = Slice.None;
    private int appetite = 1;

    private TimeSpan Keep => (limit.Burst - size) * apart;

    private int Most => Math.Clamp((int)(FarthestAhead / apart), 1, LargestSlice);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Comes back when a request may leave.</summary>
    public async ValueTask Wait(CancellationToken ct)
    {
        var turn = await Next(ct);
        if (turn - Now is { Ticks: > 0 } wait)
            await Task.Delay(wait, clock, ct);
    }

    public void Dispose() => asking.Dispose();

    private async Task<DateTime> Next(CancellationToken ct)
    {
        await asking.WaitAsync(ct);
        try
        {
            slice.DropOlderThan(Now - Keep);
            if (slice.Left > 0 && slice.Next > Now + NeverSoFar)
                slice = Slice.None;
            if (slice.Left == 0)
                await Refill(ct);
            return slice.Take();
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task Refill(CancellationToken ct)
    {
        appetite = slice.WasUsedUp ? Math.Min(appetite * 2, Most) : 1;
        var start = await reserve(new TurnRequest(appetite * apart, SavedFrom: Now - (size - 1) * apart, NeverFrom: Now + NeverSoFar), ct);
        slice = new Slice(start, apart, appetite, Now);
    }

    private sealed class Slice(DateTime first, TimeSpan apart, int count, DateTime reservedAt)
    {
        public DateTime Next { get; private set; } = first;

        public static Slice None => new(default, TimeSpan.Zero, 0, default);

        public int Left { get; private set; } = count;

        /// <summary>Every turn was taken, none lost.</summary>
        public bool WasUsedUp { get; private set; } = count > 0;

        public DateTime Take()
        {
            var turn = Next;
            (Next, Left) = (Next + apart, Left - 1);
            return turn;
        }

        public void DropOlderThan(DateTime oldest)
        {
            while (Left > 0 && (Next > reservedAt ? Next : reservedAt) < oldest)
            {
                Take();
                WasUsedUp = false;
            }
        }
    }
}

/// <summary>So much of the bucket's time.</summary>
/// <param name="Length">Turns times their distance.</param>
/// <param name="SavedFrom">Turns older than this were not saved.</param>
/// <param name="NeverFrom">Turns later than this were given by a clock that ran ahead, and do not count.</param>
internal readonly record struct TurnRequest(TimeSpan Length, DateTime SavedFrom, DateTime NeverFrom);
