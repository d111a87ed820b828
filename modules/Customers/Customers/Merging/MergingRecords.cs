using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>Reads the records of a merge and says which cannot take part (S1-42). One statement, however many.</summary>
internal sealed class MergingRecords(CustomersDb db, IEnumerable<IMergeParticipant> participants)
{
    public const int Most = 5;

    /// <summary>Refuses what is no merge at all.</summary>
    /// <returns>The records, the kept one first; or <c>same-customer</c>, <c>too-few</c>, <c>too-many</c>, <c>unknown-customer</c>, and 404 for the primary.</returns>
    public async Task<Answer<IReadOnlyList<MergingRecord>>> Read(MergeRequest request, CancellationToken ct)
    {
        var others = request.OtherIds ?? [];
        if (others.Count == 0)
            return Refusal.Invalid("otherIds", "Choose a second record to merge.", "too-few");
        if (others.Contains(request.PrimaryId) || others.Distinct().Count() != others.Count)
            return Refusal.Invalid("otherIds", "A record cannot be merged with itself. Choose another one.", "same-customer");
        if (others.Count >= Most)
            return Refusal.Invalid("otherIds", $"At most {Most} records can be merged at once. Merge these first, then the others.", "too-many");
        Guid[] ids = [request.PrimaryId, .. others];
        var found = await db.CustomersEvenDeleted.Where(customer => EF.Parameter(ids).Contains(customer.Id))
            .Select(customer => new { Customer = customer, Lists = db.ListMembers.Where(member => member.CustomerId == customer.Id).Select(member => member.ListId).ToList() })
            .ToDictionaryAsync(row => row.Customer.Id, ct);
        return Array.Exists(ids, id => !found.ContainsKey(id))
            ? Refusal.NotFound("customer")
            : ids.Select(id => new MergingRecord(found[id].Customer, found[id].Lists)).ToList();
    }

    /// <summary>What stands in the way of records that exist, each with the way out.</summary>
    public async Task<IReadOnlyList<MergeBlocker>> Blockers(IReadOnlyList<MergingRecord> records, MergeAct act, CancellationToken ct)
    {
        var blockers = records.Select(record => Blocker(record.Customer)).OfType<MergeBlocker>().ToList();
        foreach (var participant in participants)
            blockers.AddRange(await participant.Blockers(act, ct));
        return blockers;
    }

    private static MergeBlocker? Blocker(Customer customer) => customer switch
    {
        { MergedIntoId: { } kept } => new("customer-merged", $"{customer.Name} was merged into another record already. Merge that one instead.", $"/customers/{kept}"),
        { DeletedAtUtc: not null } => new("customer-deleted", $"{customer.Name} was deleted. Restore the record first, or leave it out.", $"/customers/{customer.Id}"),
        _ => null,
    };
}
