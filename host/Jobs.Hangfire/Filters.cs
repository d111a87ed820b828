using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>
/// Of each job one scheduled run and one that people asked for may wait or run, no further: what a drained installation or a long run leaves undone does not pile up.
/// A paused job is not scheduled at all.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OncePendingAttribute : JobFilterAttribute, IClientFilter
{
    /// <summary>Names of jobs that people paused.</summary>
    public const string Paused = "booking-paused";

    private const string Latest = "booking-latest";

    /// <summary>After so long a run that never ended counts as lost, and no longer holds up the next.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromDays(1);

    public void OnCreating(CreatingContext context)
    {
        var latest = context.Connection.GetAllEntriesFromHash(Latest)?.GetValueOrDefault(Slot(context));
        context.Canceled = IsPaused(context) || (latest is not null && IsPending(context.Connection.GetJobData(latest)));
    }

    public void OnCreated(CreatedContext context)
    {
        if (context is { Canceled: false, BackgroundJob: { } run })
            context.Connection.SetRangeInHash(Latest, [new(Slot(context), run.Id)]);
    }

    private static bool IsPaused(CreateContext context) => IsScheduled(context) && context.Connection.GetAllItemsFromSet(Paused).Contains((string)context.Job.Args[0]);

    private static bool IsPending(JobData? run) => run is not null && run.CreatedAt > DateTime.UtcNow - Lost
        && (run.State == EnqueuedState.StateName || run.State == ProcessingState.StateName || run.State == ScheduledState.StateName);

    private static string Slot(CreateContext context) => $"{(IsScheduled(context) ? "scheduled" : "asked for")} {context.Job.Args[0]}";

    private static bool IsScheduled(CreateContext context) => context.Parameters.ContainsKey("RecurringJobId");
}

/// <summary>A run that finds its job running comes again a little later, and keeps no worker waiting.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WaitsItsTurnAttribute : JobFilterAttribute, IElectStateFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState { Exception: TurnIsTakenException taken })
            context.CandidateState = new ScheduledState(Pause) { Reason = taken.Message };
    }
}
