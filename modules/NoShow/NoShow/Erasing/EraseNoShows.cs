using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Erasing;

/// <summary>
/// No-shows still count, a block still stands and knows its person by keyed hashes until it runs out (C7); why somebody was blocked and what they
/// objected is taken out.
/// </summary>
internal sealed class EraseNoShows(NoShowDb db, IBusinesses businesses, Work work) : IEraseParticipant
{
    private const string Erased = "Erased";

    public int Order => 30;

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct)
    {
        var (ids, now) = (act.CustomerIds.ToArray(), work.Now);
        var business = await businesses.Get(work.BusinessId, ct);
        var missed = await db.Records.CountAsync(record => EF.Parameter(ids).Contains(record.CustomerId), ct);
        var standing = await db.Blocks.AnyAsync(block => block.CurrentFor != null && EF.Parameter(ids).Contains(block.CustomerId) && (block.UntilUtc == null || block.UntilUtc > now), ct);
        List<EraseEffect> effects = [];
        if (missed > 0)
            effects.Add(new($"{business.ShowNumber(missed)} {(missed == 1 ? "no-show counts" : "no-shows count")} in the statistics, of nobody in particular", Stays: true));
        if (standing)
            effects.Add(new("Online booking stays blocked for the same details, which are kept as hashes that nobody can read", Stays: true));
        return new(effects, []);
    }

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        var (ids, merges) = (act.CustomerIds.ToArray(), act.MergeIds.ToArray());
        await db.Blocks.Where(block => EF.Parameter(ids).Contains(block.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(block => block.Reason, Erased), ct);
        await db.Approvals.Where(approval => EF.Parameter(ids).Contains(approval.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(approval => approval.Reason, Erased), ct);
        var objections = db.Objections.Where(objection => db.Records.Any(record => record.BookingId == objection.BookingId && EF.Parameter(ids).Contains(record.CustomerId)));
        await objections.ExecuteUpdateAsync(set => set.SetProperty(objection => objection.Text, Erased).SetProperty(objection => objection.Answer, objection => objection.Answer == null ? null : Erased), ct);
        await db.Merged.Where(row => EF.Parameter(merges).Contains(row.MergeId)).ExecuteDeleteAsync(ct);
        return await db.Blocks.Where(block => EF.Parameter(ids).Contains(block.CustomerId)).Select(block => block.Id).ToListAsync(ct);
    }
}
