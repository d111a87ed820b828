using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>Nightly: what a person was recognised by is forgotten when the block has run out or was lifted (C7). Who blocked whom, and why, stays on record.</summary>
internal sealed class ForgetBlockKeys(NoShowDb db, Work work) : IJob
{
    public const string Name = "forget-block-keys";

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var now = work.Now;
        await work.BeginAsync(ct);
        var standing = db.Blocks.AcrossBusinesses().Where(block => block.CurrentFor != null && (block.UntilUtc == null || block.UntilUtc > now));
        var blocks = db.Blocks.AcrossBusinesses().Where(block => standing.Any(one => one.CustomerId == block.CustomerId));
        var forgotten = await db.BlockKeys.AcrossBusinesses().Where(key => !blocks.Any(block => block.Id == key.BlockId)).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        await progress.Report(forgotten, forgotten);
    }
}
