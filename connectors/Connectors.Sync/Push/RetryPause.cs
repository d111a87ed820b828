using Microsoft.Extensions.Options;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>How long to wait after a failure, and when to stop.</summary>
internal sealed class RetryPause(IOptions<SyncSettings> options)
{
    private readonly SyncSettings settings = options.Value;

    public bool IsLast(int failures) => failures + 1 >= settings.Attempts;

    /// <summary>What the PMS asked for, or four times as long after each failure; never all at the same moment.</summary>
    public TimeSpan After(int failures, TimeSpan? asked)
    {
        var longer = settings.FirstRetry * Math.Pow(4, Math.Min(failures, 10));
        var pause = asked ?? (longer < settings.LongestRetry ? longer : settings.LongestRetry);
        return pause * (1 + 0.2 * Random.Shared.NextDouble());
    }
}
