using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Jobs;

/// <summary>Nightly: answers to idempotent requests and silent nodes live a day, job runs and counts a month, brakes as long as they hold.</summary>
public sealed class ForgetOldRows(KernelDb db, Work work) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var now = work.Now;
        var answersFrom = now.AddDays(-1);
        var runsFrom = work.Now.AddDays(-30);
        await work.BeginAsync(ct);
        var answers = await db.Answers.AcrossBusinesses().Where(answer => answer.AtUtc < answersFrom).ExecuteDeleteAsync(ct);
        var runs = await db.JobRuns.Where(run => run.StartedAtUtc < runsFrom).ExecuteDeleteAsync(ct);
        var tallies = await db.Tallies.AcrossBusinesses().Where(row => row.SlotUtc < runsFrom).ExecuteDeleteAsync(ct);
        var nodes = await db.Nodes.Where(row => row.SeenAtUtc < answersFrom).ExecuteDeleteAsync(ct);
        var brakes = await db.Brakes.Where(row => row.EndsAtUtc < now).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        var all = answers + runs + tallies + nodes + brakes;
        await progress.Report(all, all);
    }
}
