using System.Diagnostics;

namespace BookingPlatform.Testing;

/// <summary>Round trips to PostgreSQL by the driver's own trace: a batch is one, and a commit, which the driver does not trace, is none.</summary>
public static class RoundTrips
{
    /// <summary>How many the act took, whatever else runs beside it.</summary>
    public static async Task<int> Of(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var trips = 0;
        using var story = new Activity("story").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == story.TraceId && activity.Kind == ActivityKind.Client)
                    Interlocked.Increment(ref trips);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        return trips;
    }
}
