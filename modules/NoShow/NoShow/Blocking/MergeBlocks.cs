using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.NoShow.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>
/// Two records are one person: a block of either holds for both, the longest of several stands, and undoing gives each back its own. No-shows go where their bookings go.
/// A person has a handful of blocks at most, so their rows are read; the number of statements is the same for any number of them.
/// </summary>
internal sealed class MergeBlocks(NoShowDb db, IBookings bookings, IBusinesses businesses, Work work) : IMergeParticipant
{
    public string Key => "blocks";

    public int Order => 20;

    public async Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct)
    {
        var (others, all, now) = (act.OtherIds.ToArray(), act.AllIds.ToArray(), work.Now);
        var business = await businesses.Get(work.BusinessId, ct);
        var missed = await db.Records.CountAsync(record => EF.Parameter(others).Contains(record.CustomerId), ct);
        var standing = await db.Blocks.Where(block => block.CurrentFor != null && EF.Parameter(all).Contains(block.CustomerId) && (block.UntilUtc == null || block.UntilUtc > now)).ToListAsync(ct);
        List<MergeEffect> effects = [];
        if (missed > 0)
            effects.Add(new("noShows", missed, $"{business.ShowNumber(missed)} {(missed == 1 ? "no-show counts" : "no-shows count")} for the kept record", "user-x"));
        if (standing.Count > 0)
            effects.Add(new("blocks", standing.Count, $"Online booking stays blocked{(Longest(standing).UntilUtc is { } until ? $" until {business.ShowDay(until.AddTicks(-1))}" : "")}", "ban"));
        return effects;
    }

    public async Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct)
    {
        var (others, all) = (act.OtherIds.ToArray(), act.AllIds.ToArray());
        var blocks = await db.Blocks.AsNoTracking().Where(block => EF.Parameter(all).Contains(block.CustomerId)).ToListAsync(ct);
        var approvals = await db.Approvals.AsNoTracking().Where(approval => EF.Parameter(all).Contains(approval.CustomerId)).ToListAsync(ct);
        await Note(act, blocks, approvals, ct);
        var current = blocks.Where(block => block.CurrentFor is not null).ToList();
        var winner = current.Count == 0 ? (Guid?)null : Longest(current).Id;
        var waiting = approvals.Where(approval => approval.WaitingFor is not null).MinBy(approval => approval.AskedAtUtc)?.Id;
        await db.Blocks.Where(block => block.CurrentFor != null && EF.Parameter(all).Contains(block.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(block => block.CurrentFor, (Guid?)null), ct);
        await db.Approvals.Where(approval => approval.WaitingFor != null && EF.Parameter(all).Contains(approval.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(approval => approval.WaitingFor, (Guid?)null), ct);
        await db.Blocks.Where(block => EF.Parameter(others).Contains(block.CustomerId) || block.Id == winner)
            .ExecuteUpdateAsync(set => set.SetProperty(block => block.CustomerId, act.KeptId).SetProperty(block => block.CurrentFor, block => block.Id == winner ? act.KeptId : null), ct);
        await db.Approvals.Where(approval => EF.Parameter(others).Contains(approval.CustomerId) || approval.Id == waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(approval => approval.CustomerId, act.KeptId).SetProperty(approval => approval.WaitingFor, approval => approval.Id == waiting ? act.KeptId : null), ct);
        var missed = await db.Records.Where(record => EF.Parameter(others).Contains(record.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(record => record.CustomerId, act.KeptId), ct);
        return new Dictionary<string, int> { ["noShows"] = missed, ["blocks"] = blocks.Count(block => block.CustomerId != act.KeptId) };
    }

    /// <summary>What came since follows its booking, or was said about the kept record.</summary>
    public Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct) => Task.FromResult<IReadOnlyList<SinceMerge>>([]);

    public async Task Undo(UnmergeAct act, CancellationToken ct)
    {
        var (merge, kept) = (act.Merge.MergeId, act.Merge.KeptId);
        var rows = await db.Merged.Where(row => row.MergeId == merge).ToListAsync(ct);
        db.Merged.RemoveRange(rows);
        var ids = rows.Select(row => row.RowId).ToArray();
        var blocks = await db.Blocks.Where(block => EF.Parameter(ids).Contains(block.Id) && block.CustomerId == kept).ToListAsync(ct);
        var approvals = await db.Approvals.Where(approval => EF.Parameter(ids).Contains(approval.Id) && approval.CustomerId == kept).ToListAsync(ct);
        blocks.ForEach(block => block.CurrentFor = null);
        approvals.ForEach(approval => approval.WaitingFor = null);
        await db.SaveChangesAsync(ct);
        var (blocked, asked) = (await db.Blocks.AnyAsync(block => block.CurrentFor == kept, ct), await db.Approvals.AnyAsync(approval => approval.WaitingFor == kept, ct));
        foreach (var row in rows)
            GiveBack(row, blocks.Find(block => block.Id == row.RowId), approvals.Find(approval => approval.Id == row.RowId), row.CustomerId == kept && (row.Kind is MergedKind.Block ? blocked : asked));
        await FollowBookings(kept, ct);
        await db.SaveChangesAsync(ct);
    }

    private static OnlineBlock Longest(IEnumerable<OnlineBlock> blocks) => blocks.MaxBy(block => block.UntilUtc ?? DateTime.MaxValue)!;

    private async Task Note(MergeAct act, List<OnlineBlock> blocks, List<BlockApproval> approvals, CancellationToken ct)
    {
        var known = await db.Merged.Where(row => row.MergeId == act.MergeId).Select(row => row.RowId).ToListAsync(ct);
        var rows = blocks.Select(block => new MergedRow { MergeId = act.MergeId, RowId = block.Id, Kind = MergedKind.Block, CustomerId = block.CustomerId, WasCurrent = block.CurrentFor is not null })
            .Concat(approvals.Select(approval => new MergedRow { MergeId = act.MergeId, RowId = approval.Id, Kind = MergedKind.Approval, CustomerId = approval.CustomerId, WasCurrent = approval.WaitingFor is not null }));
        db.Merged.AddRange(rows.Where(row => (row.CustomerId != act.KeptId || row.WasCurrent) && !known.Contains(row.RowId)));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whatever was lifted or decided since stays so; what the kept record was given since goes before what it had.</summary>
    private static void GiveBack(MergedRow row, OnlineBlock? block, BlockApproval? approval, bool hasNewer)
    {
        if (block is not null)
            (block.CustomerId, block.CurrentFor) = (row.CustomerId, row.WasCurrent && block.LiftedAtUtc is null && !hasNewer ? row.CustomerId : null);
        if (approval is not null)
            (approval.CustomerId, approval.WaitingFor) = (row.CustomerId, row.WasCurrent && approval.IsApproved is null && !hasNewer ? row.CustomerId : null);
    }

    /// <summary>The bookings have gone back already (their module comes first).</summary>
    private async Task FollowBookings(Guid keptId, CancellationToken ct)
    {
        var records = await db.Records.Where(record => record.CustomerId == keptId).ToListAsync(ct);
        var owners = await bookings.CustomersOf(records.Select(record => record.BookingId).ToList(), ct);
        records.ForEach(record => record.CustomerId = owners.GetValueOrDefault(record.BookingId, keptId));
    }
}
