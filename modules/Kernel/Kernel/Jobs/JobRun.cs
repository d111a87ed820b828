using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Jobs;

public enum JobState
{
    Running,
    Done,
    Failed,
}

/// <summary>One run of a background job, as the Jobs page shows it.</summary>
[AcrossBusinesses("A job visits every business; its run names counts only.")]
public sealed class JobRun
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string Job { get; init; }

    public required string Node { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    public DateTime? FinishedAtUtc { get; private set; }

    public JobState State { get; private set; }

    public int ItemsDone { get; private set; }

    /// <summary>How many there are to do; 0 while unknown.</summary>
    public int ItemsTotal { get; private set; }

    public string? Error { get; private set; }

    /// <summary>A run for large work that a use case did in its own transaction: added to it, it appears with the work or not at all.</summary>
    public static JobRun Finished(string job, string node, (DateTime Start, DateTime End) time, int items)
    {
        var run = new JobRun { Job = job, Node = node, StartedAtUtc = time.Start };
        run.Progress(items, items);
        run.Finish(time.End);
        return run;
    }

    internal void Progress(int done, int total) => (ItemsDone, ItemsTotal) = (done, total);

    internal void Finish(DateTime at) => (State, FinishedAtUtc) = (JobState.Done, at);

    internal void Fail(DateTime at, string why) => (State, FinishedAtUtc, Error) = (JobState.Failed, at, why.Length <= 1000 ? why : why[..1000]);
}
