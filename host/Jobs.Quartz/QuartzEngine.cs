using BookingPlatform.Kernel.Jobs;
using Quartz;

namespace BookingPlatform.Jobs.Quartz;

/// <summary>What the Jobs page asks of Quartz.</summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers, TimeProvider clock) : IJobEngine
{
    private const string AskedFor = "asked-for";

    public async Task<IReadOnlyList<JobTimes>> Times(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var triggers = await scheduler.QueryTriggers(new TriggerQuery(), ct);
        return triggers.Items
            .GroupBy(trigger => trigger.JobKey.Name)
            .Select(job => new JobTimes(job.Key, job.Min(trigger => trigger.NextFireTimeUtc)?.UtcDateTime, job.Any(trigger => trigger.State == TriggerState.Paused)))
            .ToList();
    }

    /// <summary>By a trigger of one name, which is there until its run has ended: the store itself lets only the first in.</summary>
    public async Task<bool> RunNow(string job, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var now = TriggerBuilder.Create().WithIdentity(job, AskedFor).ForJob(new JobKey(job)).StartAt(clock.GetUtcNow()).Build();
        try
        {
            await scheduler.ScheduleTrigger(now, TriggerConflict.Throw, ct);
            return true;
        }
        catch (ObjectAlreadyExistsException)
        {
            return false;
        }
    }

    public async Task Pause(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).PauseJob(new JobKey(job), ct);

    public async Task Resume(string job, CancellationToken ct) => await (await schedulers.GetScheduler(ct)).ResumeJob(new JobKey(job), ct);

    public async Task TakeNoWork(CancellationToken ct) => await (await schedulers.GetScheduler(ct)).Standby(ct);

    public async Task TakeWork(CancellationToken ct) => await (await schedulers.GetScheduler(ct)).Start(ct);
}
