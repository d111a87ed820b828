using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Operations;

/// <summary>The background jobs: what there is, how it went, and running, pausing and resuming them.</summary>
internal sealed class JobDesk(IEnumerable<JobPlan> plans, IJobEngine engine, KernelDb db, Work work)
{
    public async Task<IReadOnlyList<ScheduledJob>> Jobs(CancellationToken ct)
    {
        var times = (await engine.Times(ct)).ToDictionary(job => job.Job);
        var last = await db.JobRuns.AsNoTracking()
            .Where(run => !db.JobRuns.Any(later => later.Job == run.Job && later.StartedAtUtc > run.StartedAtUtc))
            .ToListAsync(ct);
        return plans.OrderBy(plan => plan.Title, StringComparer.Ordinal)
            .Select(plan => new ScheduledJob(plan, times.GetValueOrDefault(plan.Name), last.Find(run => run.Job == plan.Name)))
            .ToList();
    }

    public async Task<IReadOnlyList<JobRun>> Runs(string? job, JobState? state, int skip, int most, CancellationToken ct) => await db.JobRuns.AsNoTracking()
        .Where(run => (job == null || run.Job == job) && (state == null || run.State == state))
        .OrderByDescending(run => run.StartedAtUtc).ThenByDescending(run => run.Id)
        .Skip(skip).Take(most)
        .ToListAsync(ct);

    /// <summary>Asked for by two at once it runs once; the second hears that it has been started.</summary>
    public Task<Answer<Done>> RunNow(string job, CancellationToken ct) => Act(job, "job.run", "run now", engine.RunNow, ct);

    public Task<Answer<Done>> Pause(string job, CancellationToken ct) => Act(job, "job.paused", "paused", Always(engine.Pause), ct);

    public Task<Answer<Done>> Resume(string job, CancellationToken ct) => Act(job, "job.resumed", "resumed", Always(engine.Resume), ct);

    private static Func<string, CancellationToken, Task<bool>> Always(Func<string, CancellationToken, Task> act) => async (job, ct) =>
    {
        await act(job, ct);
        return true;
    };

    private async Task<Answer<Done>> Act(string job, string action, string verb, Func<string, CancellationToken, Task<bool>> act, CancellationToken ct)
    {
        if (plans.SingleOrDefault(plan => plan.Name == job) is not { } plan)
            return Refusal.NotFound("job");
        if (!await act(job, ct))
            return new Refusal(RefusalKind.Conflict, "already-started", $"“{plan.Title}” has been started already and has not ended yet.");
        work.Audit(new AuditEntry { Subject = "operations", SubjectId = work.BusinessId, Action = action, Sentence = $"Job “{plan.Title}” was {verb}." });
        await work.SaveAsync(ct);
        return new Done();
    }
}

/// <summary>A job as the Jobs page shows it; public because components are.</summary>
/// <param name="Plan">The job.</param>
/// <param name="Times">Null while the engine does not know it yet.</param>
/// <param name="Last">Its latest run; null before the first.</param>
public sealed record ScheduledJob(JobPlan Plan, JobTimes? Times, JobRun? Last);
