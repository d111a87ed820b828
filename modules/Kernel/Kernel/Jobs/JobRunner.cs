using System.Diagnostics;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Kernel.Jobs;

/// <summary>Runs a job in a scope of its own and leaves a row that says when, how far and how it ended. Engines call it.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobPlan> plans, Node node, TimeProvider clock, ILogger<JobRunner> log)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="InvalidOperationException">There is no such job.</exception>
    public async Task Run(string name, CancellationToken ct)
    {
        var plan = plans.SingleOrDefault(plan => plan.Name == name) ?? throw new InvalidOperationException($"There is no job '{name}'.");
        using var activity = Telemetry.Jobs.StartActivity($"run {name}");
        activity?.SetTag("booking.job", name);
        var run = new JobRun { Job = name, Node = node.Name, StartedAtUtc = Now };
        await Store(run, isNew: true);
        var progress = new JobProgress(async (done, total) =>
        {
            run.Progress(done, total);
            await Store(run, isNew: false);
        }, clock);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(plan.Type)).Run(progress, ct);
            run.Progress(progress.Done, progress.Total);
            run.Finish(Now);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            log.LogError(e, "Job {Job} failed", name);
            run.Fail(Now, ct.IsCancellationRequested ? "Stopped with the node." : $"{e.GetType().Name}: {e.Message}");
            throw;
        }
        finally
        {
            Count(run);
            await Store(run, isNew: false);
        }
    }

    private static void Count(JobRun run)
    {
        Telemetry.JobRuns.Add(1, new("job", run.Job), new("outcome", run.State is JobState.Done ? "done" : "failed"));
        Telemetry.JobTime.Record((run.FinishedAtUtc - run.StartedAtUtc)?.TotalSeconds ?? 0, new KeyValuePair<string, object?>("job", run.Job));
    }

    private async Task Store(JobRun run, bool isNew)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
        db.Entry(run).State = isNew ? EntityState.Added : EntityState.Modified;
        await scope.ServiceProvider.GetRequiredService<Work>().SaveAsync(CancellationToken.None);
        db.Entry(run).State = EntityState.Detached;
    }
}
