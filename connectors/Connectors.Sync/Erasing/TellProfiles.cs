using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Erasing;

/// <summary>Which guests of which hotel systems somebody is.</summary>
internal sealed class TellProfiles(SyncDb db) : ITellPersonalData
{
    public int Order => 50;

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        var links = await db.Links.AsNoTracking().Where(link => EF.Parameter(ids).Contains(link.CustomerId))
            .Join(db.Connections, link => link.ConnectionId, connection => connection.Id, (link, connection) => new { connection.Name, link.ExternalId, link.LinkedAtUtc }).ToListAsync(ct);
        return [new("Hotel systems", links.ConvertAll(link => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?> { ["system"] = link.Name, ["guest"] = link.ExternalId, ["linkedAt"] = link.LinkedAtUtc }))];
    }
}
