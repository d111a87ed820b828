using System.Diagnostics;

namespace BookingPlatform.Bench.Statements;

/// <summary>Counts what PostgreSQL's driver sends while it lives, by the driver's own trace: also what does not go through EF. A batch is one.</summary>
internal sealed class DriverTrips : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public DriverTrips()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Interlocked.Add(ref count, activity.Kind == ActivityKind.Client ? 1 : 0),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    public void Dispose() => listener.Dispose();
}
