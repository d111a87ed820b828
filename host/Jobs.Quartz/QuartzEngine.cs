using BookingPlatform.Kernel.Jobs;
using Quartz;

namespace BookingPlatform.Jobs.Quartz;

/// <summary>What the Jobs page asks of Quartz.</summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers) : IJobEngine
{
    public async Task<IReadOnlyList<JobTimes>> Times(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), ct);
        return triggers.Items
            .GroupBy(trigger => trigger.JobKey.Name)
            .Select(job => new JobTimes(job.Key, job.Min(trigger => trigger.NextFireTimeUtc)?.UtcDateTime, job.Any(trigger => trigger.State == TriggerState.Paused)))
            .ToList();
    }

    public async Task RunNow(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).TriggerJob(new JobKey(job), null, ct);

    public async Task Pause(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).PauseJob(new JobKey(job), ct);

    public async Task Resume(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).ResumeJob(new JobKey(job), ct);
}
