using BookingPlatform.Kernel.Jobs;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>
/// Hangfire's servers in this process. One keeps time and the claims of running jobs alive for as long as the host runs; the other's workers take jobs, and stop when the node
/// is drained. One server for both would lose the claims of jobs that are still running while it stops, and another node would begin them a second time.
/// </summary>
internal sealed class HangfireNode(JobStorage storage, IEnumerable<JobPlan> plans, IServiceScopeFactory scopes, ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15);
    private readonly Lock door = new();
    private readonly List<BackgroundJobServer> leaving = [];
    private BackgroundProcessingServer? timekeeper;
    private BackgroundJobServer? workers;
    private bool isDrained;
    private bool hasStopped;

    public void TakeWork()
    {
        lock (door)
        {
            isDrained = false;
            if (timekeeper is not null && !hasStopped)
                workers ??= StartWorkers();
        }
    }

    /// <summary>What runs, runs to its end.</summary>
    public void TakeNoWork()
    {
        lock (door)
        {
            isDrained = true;
            if (workers is not { } stopping)
                return;
            workers = null;
            stopping.SendStop();
            leaving.Add(stopping);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogProvider.SetCurrentLogProvider(new AspNetCoreLogProvider(loggers));
        PutSchedules(stoppingToken);
        lock (door)
        {
            if (hasStopped)
                return Task.CompletedTask;
            timekeeper = StartTimekeeper();
            if (!isDrained)
                workers = StartWorkers();
        }

        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (door)
            hasStopped = true;
        await base.StopAsync(cancellationToken);
        TakeNoWork();
        try
        {
            await Task.WhenAll(leaving.Select(server => server.WaitForShutdownAsync(cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            // The host waits no longer. What still runs begins anew elsewhere.
        }

        timekeeper?.SendStop();
        await (timekeeper?.WaitForShutdownAsync(CancellationToken.None) ?? Task.CompletedTask);
    }

    /// <summary>Gives Hangfire the jobs this version of the platform has, and takes away those it no longer has.</summary>
    private void PutSchedules(CancellationToken ct)
    {
        var manager = new RecurringJobManager(storage);
        foreach (var plan in plans)
        {
            ct.ThrowIfCancellationRequested();
            manager.AddOrUpdate(plan.Name, RunJob.Of(plan), Times.Of(plan), new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
        }

        var known = plans.Select(plan => plan.Name).ToHashSet();
        using var connection = storage.GetConnection();
        foreach (var gone in connection.GetRecurringJobs().Where(job => !known.Contains(job.Id)))
            manager.RemoveIfExists(gone.Id);
    }

    private BackgroundProcessingServer StartTimekeeper()
    {
        var changer = new BackgroundJobStateChanger(JobFilterProviders.Providers);
        IBackgroundProcess[] processes = [new DelayedJobScheduler(Poll, changer), new RecurringJobScheduler(new BackgroundJobFactory(JobFilterProviders.Providers), Poll)];
        return new BackgroundProcessingServer(storage, processes, new Dictionary<string, object>(), new BackgroundProcessingServerOptions { ServerTimeout = TimeSpan.FromMinutes(1) });
    }

    private BackgroundJobServer StartWorkers() => new(
        new BackgroundJobServerOptions
        {
            WorkerCount = 4,
            Activator = new AspNetCoreJobActivator(scopes),
            IsLightweightServer = true,
            StopTimeout = Timeout.InfiniteTimeSpan,
            ShutdownTimeout = Timeout.InfiniteTimeSpan,
        },
        storage);
}
