using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>The lists somebody is on, and what the history says about the records.</summary>
internal sealed class TellHistory(CustomersDb db, KernelDb kernel) : ITellPersonalData
{
    public int Order => 90;

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        var lists = await db.ListMembers.Where(member => EF.Parameter(ids).Contains(member.CustomerId)).Join(db.Lists, member => member.ListId, list => list.Id, (_, list) => list.Name).Distinct().ToListAsync(ct);
        var lines = await kernel.Audit.AsNoTracking().Where(line => EF.Parameter(ids).Contains(line.SubjectId)).OrderBy(line => line.AtUtc).Select(line => new { line.AtUtc, line.Sentence, line.ActorName }).ToListAsync(ct);
        return
        [
            new("Lists", lists.ConvertAll(name => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["name"] = name })),
            new("History", lines.ConvertAll(line => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["at"] = line.AtUtc, ["what"] = line.Sentence, ["who"] = line.ActorName })),
        ];
    }
}
