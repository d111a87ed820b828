using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Erasing;

/// <summary>When somebody did not come, what they said to it, and whether they may book online.</summary>
internal sealed class TellNoShows(NoShowDb db) : ITellPersonalData
{
    public int Order => 30;

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        var records = await db.Records.AsNoTracking().Where(record => EF.Parameter(ids).Contains(record.CustomerId)).OrderBy(record => record.StartsAtUtc)
            .Select(record => new { record.StartsAtUtc, record.IsFake, Objection = db.Objections.Where(objection => objection.BookingId == record.BookingId).Select(objection => objection.Text).FirstOrDefault() }).ToListAsync(ct);
        var blocks = await db.Blocks.AsNoTracking().Where(block => EF.Parameter(ids).Contains(block.CustomerId)).OrderBy(block => block.SetAtUtc).ToListAsync(ct);
        return
        [
            new("No-shows", records.ConvertAll(record => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["expectedAt"] = record.StartsAtUtc, ["fakeBooking"] = record.IsFake, ["objection"] = record.Objection })),
            new("Blocks of online booking", blocks.ConvertAll(block => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["setAt"] = block.SetAtUtc, ["until"] = block.UntilUtc, ["liftedAt"] = block.LiftedAtUtc, ["reason"] = block.Reason })),
        ];
    }
}
