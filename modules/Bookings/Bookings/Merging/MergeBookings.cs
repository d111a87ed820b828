using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Merging;

/// <summary>
/// Bookings and itineraries of merged customers; bills, payments, receipts and the guests of itineraries hang on them and need no move. The versions of the
/// bookings stay: nobody's open form goes stale by it.
/// </summary>
internal sealed class MergeBookings(BookingsDb db, Work work, IBusinesses businesses, Visits visits) : IMergeParticipant
{
    private const int MostSince = 300;

    /// <summary>
    /// Only what the journal has is moved, so that a booking made between the two statements is not moved unseen. Of the kept record's own bookings only the
    /// alerts of their own are noted: when the united alert says the same, they begin to inherit it.
    /// </summary>
    private const string Move = $"""
        INSERT INTO "bookings_merged" ("MergeId", "RowId", "BusinessId", "Kind", "FromCustomerId", "Alert", "AlertIsInherited")
        SELECT @merge, b."Id", b."BusinessId", '{MergedRow.Bookings}', b."CustomerId", b."Alert", b."AlertIsInherited" FROM "bookings_bookings" b
        WHERE b."BusinessId" = @business AND (b."CustomerId" IN {MergeAct.SqlOthers} OR b."CustomerId" = @kept AND b."Alert" IS NOT NULL AND b."AlertIsInherited" = @no
            AND NOT EXISTS (SELECT 1 FROM "bookings_merged" j WHERE j."MergeId" = @merge AND j."RowId" = b."Id"))
        UNION ALL
        SELECT @merge, i."Id", i."BusinessId", '{MergedRow.Itineraries}', i."CustomerId", NULL, @no FROM "bookings_itineraries" i
        WHERE i."BusinessId" = @business AND i."CustomerId" IN {MergeAct.SqlOthers};
        UPDATE "bookings_bookings" SET "CustomerId" = @kept
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "bookings_merged" j WHERE j."MergeId" = @merge);
        UPDATE "bookings_itineraries" SET "CustomerId" = @kept
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "bookings_merged" j WHERE j."MergeId" = @merge);
        SELECT "Kind", COUNT(*) FROM "bookings_merged" WHERE "MergeId" = @merge AND "FromCustomerId" <> @kept GROUP BY "Kind";
        """;

    /// <summary>A booking that has an alert of its own today keeps it; every other has again what it had.</summary>
    private const string Return = """
        UPDATE "bookings_bookings" SET "CustomerId" = j."FromCustomerId",
            "Alert" = CASE WHEN "bookings_bookings"."Alert" IS NOT NULL AND "bookings_bookings"."AlertIsInherited" = @no THEN "bookings_bookings"."Alert" ELSE j."Alert" END,
            "AlertIsInherited" = CASE WHEN "bookings_bookings"."Alert" IS NOT NULL AND "bookings_bookings"."AlertIsInherited" = @no THEN @no ELSE j."AlertIsInherited" END
        FROM "bookings_merged" AS j
        WHERE j."MergeId" = @merge AND j."RowId" = "bookings_bookings"."Id" AND "bookings_bookings"."CustomerId" = @kept AND "bookings_bookings"."BusinessId" = @business;
        UPDATE "bookings_itineraries" SET "CustomerId" = j."FromCustomerId" FROM "bookings_merged" AS j
        WHERE j."MergeId" = @merge AND j."RowId" = "bookings_itineraries"."Id" AND "bookings_itineraries"."CustomerId" = @kept AND "bookings_itineraries"."BusinessId" = @business;
        DELETE FROM "bookings_merged" WHERE "MergeId" = @merge;
        """;

    public string Key => "bookings";

    public int Order => 10;

    public async Task<IReadOnlyList<MergeEffect>> Preview(MergeAct act, CancellationToken ct)
    {
        var (others, now) = (act.OtherIds.ToArray(), work.Now);
        var moving = db.Bookings.Where(booking => EF.Parameter(others).Contains(booking.CustomerId));
        var (all, kept) = (await moving.CountAsync(ct), await db.Bookings.CountAsync(booking => booking.CustomerId == act.KeptId, ct));
        var coming = await moving.CountAsync(booking => booking.StartsAtUtc > now && booking.Status != BookingStatus.Cancelled, ct);
        var bills = await db.Bills.CountAsync(bill => moving.Any(booking => booking.Id == bill.BookingId), ct);
        var itineraries = await db.Itineraries.CountAsync(itinerary => EF.Parameter(others).Contains(itinerary.CustomerId), ct);
        var business = await businesses.Get(work.BusinessId, ct);
        List<MergeEffect> effects = [];
        if (all > 0)
            effects.Add(new("bookings", all, $"{business.ShowNumber(all)} {(all == 1 ? "booking moves" : "bookings move")} to the {business.ShowNumber(kept)} of the kept record; {business.ShowNumber(coming)} still to come", "calendar"));
        if (bills > 0)
            effects.Add(new("bills", bills, $"{business.ShowNumber(bills)} {(bills == 1 ? "bill goes" : "bills go")} with them, with payments and receipts", "receipt"));
        if (itineraries > 0)
            effects.Add(new("itineraries", itineraries, $"{business.ShowNumber(itineraries)} {(itineraries == 1 ? "itinerary moves" : "itineraries move")} with the guests in it", "list"));
        return effects;
    }

    public Task<IReadOnlyDictionary<string, int>> Merge(MergeAct act, CancellationToken ct) => work.RunAsync(Move, act.SqlValues(work.BusinessId), ct);

    public async Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var rows = await Came(act).OrderByDescending(row => row.Booking.MadeAtUtc).Take(MostSince)
            .Join(db.Services, row => row.Booking.ServiceId, service => service.Id, (row, service) => new { row.Booking.Id, row.Booking.MadeAtUtc, row.Booking.StartsAtUtc, row.Booking.Code, Service = service.Name, row.FromId })
            .ToListAsync(ct);
        return rows.ConvertAll(row => new SinceMerge("booking", row.Id, row.MadeAtUtc, $"{row.Service}, {business.ShowMoment(row.StartsAtUtc)}, {row.Code}", row.FromId ?? act.KeptId));
    }

    public async Task Undo(UnmergeAct act, CancellationToken ct)
    {
        var merge = act.Merge;
        var came = await Came(merge).Select(row => new { row.Booking.Id, row.FromId }).ToListAsync(ct);
        await work.RunAsync(Return, merge.SqlValues(work.BusinessId), ct);
        foreach (var given in came.GroupBy(row => act.OwnerOf(row.Id, row.FromId ?? merge.KeptId), row => row.Id).Where(given => given.Key != merge.KeptId))
            await Give(given.ToArray(), given.Key, ct);
        await visits.Tell(merge.AllIds.ToList(), ct);
    }

    /// <summary>An inherited alert is left behind by what is still to come; its new customer's is carried on to it after this.</summary>
    private async Task Give(Guid[] bookings, Guid to, CancellationToken ct)
    {
        var (given, now) = (db.Bookings.Where(booking => EF.Parameter(bookings).Contains(booking.Id)), work.Now);
        await given.Where(booking => booking.AlertIsInherited && booking.StartsAtUtc > now)
            .ExecuteUpdateAsync(set => set.SetProperty(booking => booking.Alert, (string?)null).SetProperty(booking => booking.AlertIsInherited, false), ct);
        await given.ExecuteUpdateAsync(set => set.SetProperty(booking => booking.CustomerId, to), ct);
    }

    /// <summary>
    /// The kept record's bookings that no record brought into the merge: made since, assigned to it since, or given back to it by an assignment undone since,
    /// which then names the record that had it.
    /// </summary>
    private IQueryable<CameRow> Came(MergeAct act)
    {
        var others = act.OtherIds.ToArray();
        var undone = db.Assigned.Where(one => EF.Parameter(others).Contains(one.FromCustomerId)
            && db.Assignments.Any(assignment => assignment.Id == one.AssignmentId && assignment.UndoneAtUtc > act.AtUtc));
        var assigned = db.Assigned.Where(one => db.Assignments.Any(assignment => assignment.Id == one.AssignmentId && assignment.MadeAtUtc > act.AtUtc));
        return db.Bookings.AsNoTracking()
            .Where(booking => booking.CustomerId == act.KeptId && !db.MergedRows.Any(row => row.MergeId == act.MergeId && row.RowId == booking.Id))
            .Where(booking => booking.MadeAtUtc > act.AtUtc || undone.Any(one => one.BookingId == booking.Id) || assigned.Any(one => one.BookingId == booking.Id))
            .Select(booking => new CameRow { Booking = booking, FromId = undone.Where(one => one.BookingId == booking.Id).Select(one => (Guid?)one.FromCustomerId).FirstOrDefault() });
    }

    private sealed class CameRow
    {
        public required Booking Booking { get; init; }

        public Guid? FromId { get; init; }
    }
}
