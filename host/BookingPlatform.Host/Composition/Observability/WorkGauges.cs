using System.Diagnostics.Metrics;
using BookingPlatform.Kernel;

namespace BookingPlatform.Host.Observability;

/// <summary>The modules' readings as gauges. They come from the database, so they are read at most every five seconds however many ask.</summary>
internal sealed class WorkGauges(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Meter meter = new(Telemetry.Name);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly HashSet<string> known = [];
    private volatile IReadOnlyList<Measured> readings = [];
    private long readAt;

    /// <summary>Whether an instrument is of this host's readings: in tests several hosts share a process.</summary>
    public bool Owns(Instrument instrument) => instrument.Meter == meter;

    public async Task Refresh(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (readAt != 0 && clock.GetElapsedTime(readAt) < Fresh)
                return;
            readings = await Read(ct);
            readAt = clock.GetTimestamp();
            foreach (var first in readings.DistinctBy(reading => reading.Name).Where(reading => known.Add(reading.Name)))
                meter.CreateObservableGauge(first.Name, () => Now(first.Name), first.Unit, first.Help);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<List<Measured>> Read(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var all = new List<Measured>();
        foreach (var module in scope.ServiceProvider.GetServices<IMeasure>())
            all.AddRange(await module.Measure(ct));
        return all;
    }

    private List<Measurement<double>> Now(string name) => readings.Where(reading => reading.Name == name)
        .Select(reading => reading.Label is { } label ? new Measurement<double>(reading.Value, new KeyValuePair<string, object?>(label.Key, label.Value)) : new Measurement<double>(reading.Value))
        .ToList();

    public void Dispose()
    {
        meter.Dispose();
        turn.Dispose();
    }
}
