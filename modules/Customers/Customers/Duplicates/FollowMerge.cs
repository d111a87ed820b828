using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>Merged records leave the queue, with the pair that was decided by it; after an undo they are looked at anew.</summary>
internal sealed class FollowMerge(CustomersDb db, MatchCustomer match, Work work) : IDeliver<CustomersMerged>, IDeliver<CustomersUnmerged>
{
    public async Task<Delivery> Deliver(Envelope<CustomersMerged> envelope, CancellationToken ct)
    {
        var (merge, ids) = (envelope.Fact.MergeId, envelope.Fact.OtherIds.Append(envelope.Fact.KeptId).ToList());
        // Undone before this was delivered: the fact about that follows.
        if (await db.Merges.SingleAsync(row => row.Id == merge, ct) is not { UndoneAtUtc: null } stored)
            return Delivery.Done;
        foreach (var pair in await Among(ids, DuplicateState.Open, ct))
            pair.Merge(stored.ByName, stored.MergedAtUtc);
        return await Match(ids, ct);
    }

    public async Task<Delivery> Deliver(Envelope<CustomersUnmerged> envelope, CancellationToken ct)
    {
        var ids = envelope.Fact.OtherIds.Append(envelope.Fact.KeptId).ToList();
        foreach (var pair in await Among(ids, DuplicateState.Merged, ct))
            pair.Reopen();
        return await Match(ids, ct);
    }

    private Task<List<Duplicate>> Among(List<Guid> ids, DuplicateState state, CancellationToken ct) =>
        db.Duplicates.Where(pair => ids.Contains(pair.OneId) && ids.Contains(pair.OtherId) && pair.State == state).ToListAsync(ct);

    private async Task<Delivery> Match(List<Guid> ids, CancellationToken ct)
    {
        await work.SaveAsync(ct);
        foreach (var id in ids)
        {
            db.ChangeTracker.Clear();
            if (!await match.Handle(id, ct))
                return Delivery.Later(TimeSpan.FromSeconds(1), "The customers were being changed while they were compared.");
        }

        return Delivery.Done;
    }
}
