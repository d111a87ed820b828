using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>Hashes of addresses are forgotten when their time is over.</summary>
internal sealed class ForgetOptOuts(NotificationsDb db, Work work) : IJob
{
    public const string Name = "forget-opt-outs";

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        var gone = await db.OptOuts.AcrossBusinesses().Where(one => one.UntilUtc <= now).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        await progress.Report(gone, gone);
    }
}
