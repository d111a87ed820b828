using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests;

public sealed class BackgroundJobs
{
    [Theory, OnEveryEngine]
    public async Task A_job_that_is_run_now_leaves_a_row_that_says_how_it_went(Db db, string engine)
    {
        await using var platform = await Testing.Platform.Start(db, OnEveryEngineAttribute.Setting(engine), services: services => services.AddJob<CountToThree>("count", "Count", Schedule.Nightly(new TimeOnly(2, 0))));
        var jobs = platform.Services.GetRequiredService<IJobEngine>();

        await Eventually.IsTrue(async () => (await jobs.Times(CancellationToken.None)).Any(job => job.Job == "count" && job.NextRunUtc is not null), "the job is scheduled");
        await jobs.RunNow("count", CancellationToken.None);

        await Eventually.IsTrue(async () => await LastRun(platform, "count") is { State: JobState.Done, ItemsDone: 3, ItemsTotal: 3 }, "the job is done");
    }

    [Theory, OnEveryEngine]
    public async Task A_failing_job_says_why(Db db, string engine)
    {
        await using var platform = await Testing.Platform.Start(db, OnEveryEngineAttribute.Setting(engine), services: services => services.AddJob<Stumble>("stumble", "Stumble", Schedule.Nightly(new TimeOnly(2, 0))));
        var jobs = platform.Services.GetRequiredService<IJobEngine>();

        await Eventually.IsTrue(async () => (await jobs.Times(CancellationToken.None)).Any(job => job.Job == "stumble"), "the job is scheduled");
        await jobs.RunNow("stumble", CancellationToken.None);

        await Eventually.IsTrue(async () => await LastRun(platform, "stumble") is { State: JobState.Failed }, "the job has failed");
        (await LastRun(platform, "stumble"))!.Error.Should().Contain("over its own feet");
    }

    [Theory, OnEveryEngine]
    public async Task A_paused_job_stays_paused_over_a_restart(Db db, string engine)
    {
        var settings = await PlatformSettings.New(db);
        await using (var before = Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting(engine), AddCount))
        {
            var jobs = before.Services.GetRequiredService<IJobEngine>();
            await Eventually.IsTrue(async () => (await jobs.Times(CancellationToken.None)).Any(job => job.Job == "count"), "the job is scheduled");
            await jobs.Pause("count", CancellationToken.None);
        }

        await using var after = Testing.Platform.Start(settings, OnEveryEngineAttribute.Setting(engine), AddCount);

        await Eventually.IsTrue(async () => (await after.Services.GetRequiredService<IJobEngine>().Times(CancellationToken.None)).Any(job => job is { Job: "count", Paused: true }), "the job is still paused");
    }

    private static void AddCount(IServiceCollection services) => services.AddJob<CountToThree>("count", "Count", Schedule.Nightly(new TimeOnly(2, 0)));

    private static async Task<JobRun?> LastRun(Testing.Platform platform, string job)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<KernelDb>().JobRuns.AsNoTracking().Where(run => run.Job == job).OrderByDescending(run => run.StartedAtUtc).FirstOrDefaultAsync();
    }

    private sealed class CountToThree : IJob
    {
        public async Task Run(JobProgress progress, CancellationToken ct)
        {
            for (var i = 1; i <= 3; i++)
                await progress.Report(i, 3);
        }
    }

    private sealed class Stumble : IJob
    {
        public Task Run(JobProgress progress, CancellationToken ct) => throw new InvalidOperationException("It fell over its own feet.");
    }
}
