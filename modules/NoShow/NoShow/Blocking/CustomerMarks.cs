using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>Tells the address book who is blocked and how often somebody did not come: one statement for a page of customers.</summary>
internal sealed class CustomerMarks(NoShowDb db, Work work) : ICustomerMarks
{
    public async Task<IReadOnlyDictionary<Guid, CustomerMark>> Of(IReadOnlyCollection<Guid> customerIds, CancellationToken ct)
    {
        if (customerIds.Count == 0)
            return new Dictionary<Guid, CustomerMark>();
        var (ids, now) = (customerIds.ToArray(), work.Now);
        var rows = await db.Records.Where(record => !record.IsFake && EF.Parameter(ids).Contains(record.CustomerId)).Select(record => new { record.CustomerId, IsBlock = false })
            .Concat(db.Blocks
                .Where(block => block.CurrentFor != null && (block.UntilUtc == null || block.UntilUtc > now) && EF.Parameter(ids).Contains(block.CustomerId)
                    && db.Settings.Any(settings => settings.IsAdvanced))
                .Select(block => new { block.CustomerId, IsBlock = true }))
            .GroupBy(row => new { row.CustomerId, row.IsBlock })
            .Select(group => new { group.Key.CustomerId, group.Key.IsBlock, Count = group.Count() })
            .ToListAsync(ct);
        return rows.GroupBy(row => row.CustomerId).ToDictionary(
            group => group.Key, group => new CustomerMark(group.Any(row => row.IsBlock), group.Where(row => !row.IsBlock).Sum(row => row.Count)));
    }

    public async Task<IReadOnlyList<Guid>> Blocked(CancellationToken ct)
    {
        var now = work.Now;
        return await db.Blocks
            .Where(block => block.CurrentFor != null && (block.UntilUtc == null || block.UntilUtc > now) && db.Settings.Any(settings => settings.IsAdvanced))
            .Select(block => block.CustomerId).ToListAsync(ct);
    }
}
