using BookingPlatform.Kernel.Jobs;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace BookingPlatform.Jobs.Quartz;

/// <summary>At start, gives Quartz the jobs this version of the platform has, and takes away those it no longer has. A job that people paused stays paused.</summary>
internal sealed class QuartzSchedules(ISchedulerFactory schedulers, IEnumerable<JobPlan> plans) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        foreach (var plan in plans)
            await Put(scheduler, plan, stoppingToken);
        var known = plans.Select(plan => plan.Name).ToHashSet();
        foreach (var job in (await scheduler.QueryJobs(new JobQuery(), stoppingToken)).Items.Where(job => !known.Contains(job.Key.Name)))
            await scheduler.DeleteJob(job.Key, stoppingToken);
    }

    private static async Task Put(IScheduler scheduler, JobPlan plan, CancellationToken ct)
    {
        var job = JobBuilder.Create<RunJob>().WithIdentity(plan.Name).WithDescription(plan.Title).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, ct);
        var description = Describe(plan.Schedule);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(plan.Name)
            .ForJob(job)
            .WithDescription(description)
            .WithSchedule(Times(plan.Schedule))
            .Build();
        var stored = await scheduler.GetTrigger(trigger.Key, ct);
        if (stored is null)
            await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, ct);
        else if (stored.Description != description)
            await scheduler.RescheduleJob(trigger.Key, trigger, ct);
    }

    private static IScheduleBuilder Times(Schedule schedule) => schedule.At is { } at
        ? CronScheduleBuilder.Create($"0 {at.Minute} {at.Hour} * * ?").InTimeZone(TimeZoneInfo.Utc)
        : SimpleScheduleBuilder.Create().WithInterval(schedule.Interval).RepeatForever();

    /// <summary>Tells a changed schedule from an unchanged one, so that restarting does not shift the times.</summary>
    private static string Describe(Schedule schedule) => schedule.At is { } at ? $"nightly {at:HH:mm}" : $"every {schedule.Interval}";
}
