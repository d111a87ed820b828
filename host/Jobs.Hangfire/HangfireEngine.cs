using BookingPlatform.Kernel.Jobs;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>What the Jobs page asks of Hangfire.</summary>
internal sealed class HangfireEngine(JobStorage storage, HangfireNode node, JobTurns turns) : IJobEngine
{
    public Task<IReadOnlyList<JobTimes>> Times(CancellationToken ct)
    {
        using var connection = storage.GetConnection();
        var paused = connection.GetAllItemsFromSet(OncePendingAttribute.Paused);
        return Task.FromResult<IReadOnlyList<JobTimes>>([.. connection.GetRecurringJobs().Select(job => new JobTimes(job.Id, job.NextExecution, paused.Contains(job.Id)))]);
    }

    /// <summary>Who comes while another is asking has been preceded; who comes later finds the run that waits or runs.</summary>
    public async Task<bool> RunNow(string job, CancellationToken ct)
    {
        await using var turn = await turns.Take($"ask for {job}", ct);
        return turn is not null && new BackgroundJobClient(storage).Create(RunJob.AskedFor(job), new EnqueuedState()) is not null;
    }

    public Task Pause(string job, CancellationToken ct) => Change(transaction => transaction.AddToSet(OncePendingAttribute.Paused, job));

    public Task Resume(string job, CancellationToken ct) => Change(transaction => transaction.RemoveFromSet(OncePendingAttribute.Paused, job));

    public Task TakeNoWork(CancellationToken ct)
    {
        node.TakeNoWork();
        return Task.CompletedTask;
    }

    public Task TakeWork(CancellationToken ct)
    {
        node.TakeWork();
        return Task.CompletedTask;
    }

    private Task Change(Action<IWriteOnlyTransaction> change)
    {
        using var connection = storage.GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        change(transaction);
        transaction.Commit();
        return Task.CompletedTask;
    }
}
