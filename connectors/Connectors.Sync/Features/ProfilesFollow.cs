using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>A change of a customer reaches this many profiles in hotel systems.</summary>
internal sealed class ProfilesFollow(SyncDb db, ICustomers customers) : IFollowCustomer
{
    public string Key => "pmsProfiles";

    public async Task<int> Count(Guid customerId, CancellationToken ct)
    {
        var records = (await customers.RecordsOf(customerId, ct)).ToArray();
        return await db.Links.CountAsync(link => EF.Parameter(records).Contains(link.CustomerId), ct);
    }

    public async Task<IReadOnlyDictionary<Guid, int>> CountMany(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        return await db.Links.Where(link => EF.Parameter(ids).Contains(link.CustomerId)).GroupBy(link => link.CustomerId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
    }

    public string Say(int count) => count == 1 ? "1 profile in the hotel system" : $"{count} profiles in hotel systems";
}
