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
/// Merging is one round trip; only the undo reads the rows, of which a person has a handful.
/// </summary>
internal sealed class MergeBlocks(NoShowDb db, IBookings bookings, IBusinesses businesses, Work work) : IMergeParticipant
{
    /// <summary>In one round trip: counts, journal; of several that stand or wait, all but the longest block and the oldest request rest; then everything moves.</summary>
    private const string Move = $"""
        SELECT 'noShows', COUNT(*) FROM "noshow_records" WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers}
        UNION ALL SELECT 'blocks', COUNT(*) FROM "noshow_blocks" WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers};
        INSERT INTO "noshow_merged" ("MergeId", "RowId", "BusinessId", "Kind", "CustomerId", "WasCurrent")
        SELECT @merge, b."Id", b."BusinessId", '{nameof(MergedKind.Block)}', b."CustomerId", CASE WHEN b."CurrentFor" IS NULL THEN @no ELSE @yes END FROM "noshow_blocks" b
        WHERE b."BusinessId" = @business AND (b."CustomerId" IN {MergeAct.SqlOthers} OR b."CurrentFor" = @kept) AND {NotNoted} b."Id")
        UNION ALL
        SELECT @merge, a."Id", a."BusinessId", '{nameof(MergedKind.Approval)}', a."CustomerId", CASE WHEN a."WaitingFor" IS NULL THEN @no ELSE @yes END FROM "noshow_approvals" a
        WHERE a."BusinessId" = @business AND (a."CustomerId" IN {MergeAct.SqlOthers} OR a."WaitingFor" = @kept) AND {NotNoted} a."Id");
        UPDATE "noshow_blocks" SET "CurrentFor" = NULL
        WHERE "BusinessId" = @business AND ("CurrentFor" = @kept OR "CurrentFor" IN {MergeAct.SqlOthers}) AND EXISTS (SELECT 1 FROM "noshow_blocks" o
            WHERE o."Id" <> "noshow_blocks"."Id" AND (o."CurrentFor" = @kept OR o."CurrentFor" IN {MergeAct.SqlOthers})
            AND (o."UntilUtc" > "noshow_blocks"."UntilUtc" OR o."UntilUtc" IS NULL AND "noshow_blocks"."UntilUtc" IS NOT NULL
                OR (o."UntilUtc" = "noshow_blocks"."UntilUtc" OR o."UntilUtc" IS NULL AND "noshow_blocks"."UntilUtc" IS NULL) AND o."Id" < "noshow_blocks"."Id"));
        UPDATE "noshow_approvals" SET "WaitingFor" = NULL
        WHERE "BusinessId" = @business AND ("WaitingFor" = @kept OR "WaitingFor" IN {MergeAct.SqlOthers}) AND EXISTS (SELECT 1 FROM "noshow_approvals" o
            WHERE o."Id" <> "noshow_approvals"."Id" AND (o."WaitingFor" = @kept OR o."WaitingFor" IN {MergeAct.SqlOthers})
            AND (o."AskedAtUtc" < "noshow_approvals"."AskedAtUtc" OR o."AskedAtUtc" = "noshow_approvals"."AskedAtUtc" AND o."Id" < "noshow_approvals"."Id"));
        UPDATE "noshow_blocks" SET "CustomerId" = @kept, "CurrentFor" = CASE WHEN "CurrentFor" IS NULL THEN NULL ELSE @kept END WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers};
        UPDATE "noshow_approvals" SET "CustomerId" = @kept, "WaitingFor" = CASE WHEN "WaitingFor" IS NULL THEN NULL ELSE @kept END WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers};
        UPDATE "noshow_records" SET "CustomerId" = @kept WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers};
        """;

    private const string NotNoted = """NOT EXISTS (SELECT 1 FROM "noshow_merged" j WHERE j."MergeId" = @merge AND j."RowId" =""";

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

    public Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct) => work.RunAsync(Move, act.SqlValues(work.BusinessId), ct);

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
