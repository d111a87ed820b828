using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Connectors.Tests.Fakes;

namespace BookingPlatform.Connectors.Tests.Sync;

/// <summary>The bucket's row, as the database keeps it, and the gates of several nodes before it.</summary>
internal sealed class SharedBucket(RateLimit limit)
{
    private long givenUntil;

    public StandingClock Clock { get; } = new();

    public int Reservations { get; private set; }

    public TurnGate NewGate() => new(limit, (request, _) => Task.FromResult(Reserve(request)), Clock);

    /// <summary>Callers on each node send as fast as they are let.</summary>
    /// <returns>When each request left, in order.</returns>
    public IReadOnlyList<DateTime> Run(int nodes, int callers, TimeSpan length)
    {
        var departures = new List<DateTime>();
        var end = Clock.GetUtcNow() + length;
        var gates = Enumerable.Range(0, nodes).Select(_ => NewGate()).ToList();
        Clock.Run(() => Task.WhenAll(gates.SelectMany(gate => Enumerable.Range(0, callers).Select(_ => Send(gate, departures, end)))));
        return departures;
    }

    private async Task Send(TurnGate gate, List<DateTime> departures, DateTimeOffset end)
    {
        while (Clock.GetUtcNow() < end)
        {
            await gate.Wait(default);
            departures.Add(Clock.GetUtcNow().UtcDateTime);
        }
    }

    private DateTime Reserve(TurnRequest request)
    {
        Reservations++;
        givenUntil = (givenUntil < request.NeverFrom.Ticks ? Math.Max(givenUntil, request.SavedFrom.Ticks) : request.SavedFrom.Ticks) + request.Length.Ticks;
        return new DateTime(givenUntil - request.Length.Ticks, DateTimeKind.Utc);
    }
}
