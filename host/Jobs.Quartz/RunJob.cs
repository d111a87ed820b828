using BookingPlatform.Kernel.Jobs;
using Quartz;

namespace BookingPlatform.Jobs.Quartz;

/// <summary>Quartz's side of a job: its key is our job's name. Never twice at once, on whichever nodes.</summary>
[DisallowConcurrentExecution]
internal sealed class RunJob(JobRunner runner) : global::Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runner.Run(context.JobDetail.Key.Name, cancellationToken);
}
