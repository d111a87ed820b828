using BookingPlatform.Kernel.Jobs;
using Hangfire;
using Hangfire.Common;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>Hangfire's side of a job: its one argument is our job's name. Never twice at once, on whichever nodes.</summary>
[OncePending, WaitsItsTurn]
internal sealed class RunJob(JobRunner runner, JobTurns turns)
{
    public static Job Of(JobPlan plan) => plan.Schedule.At is null
        ? Job.FromExpression<RunJob>(run => run.Often(plan.Name, CancellationToken.None))
        : Job.FromExpression<RunJob>(run => run.Nightly(plan.Name, CancellationToken.None));

    /// <summary>As somebody asked for it, who looks how it went.</summary>
    public static Job AskedFor(string job) => Job.FromExpression<RunJob>(run => run.Often(job, CancellationToken.None));

    /// <summary>A failure is not tried again before its time, which comes soon. A day later Hangfire forgets it; its row on the Jobs page stays.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
    public Task Often(string job, CancellationToken ct) => Run(job, ct);

    /// <summary>A failed night is tried again before morning.</summary>
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 600, 3600], LogEvents = false)]
    public Task Nightly(string job, CancellationToken ct) => Run(job, ct);

    private async Task Run(string job, CancellationToken ct)
    {
        await using var turn = await turns.Take($"run {job}", ct) ?? throw new TurnIsTakenException();
        try
        {
            await runner.Run(job, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Hangfire keeps what it is told for good, and a message may name a guest.
            throw new JobFailedException($"{e.GetType().Name}: the Jobs page says why.");
        }
    }
}

/// <summary>The job runs already, here or on another node.</summary>
internal sealed class TurnIsTakenException() : Exception("The job is running.");

internal sealed class JobFailedException(string message) : Exception(message);
