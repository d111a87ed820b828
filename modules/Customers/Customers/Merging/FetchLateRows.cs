using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>
/// Somebody who had looked the record up just before the merge may have booked for it just after: such rows follow, a moment later. Merging the same again
/// moves nothing twice.
/// </summary>
internal sealed class FetchLateRows(CustomersDb db, IEnumerable<IMergeParticipant> participants, Work work) : IDeliver<CustomersMerged>
{
    public async Task<Delivery> Deliver(Envelope<CustomersMerged> envelope, CancellationToken ct)
    {
        var (id, kept, others) = envelope.Fact;
        await work.BeginAsync(ct);
        if (await db.Merges.AsNoTracking().SingleOrDefaultAsync(merge => merge.Id == id, ct) is { UndoneAtUtc: null } merge)
            foreach (var participant in participants.OrderBy(participant => participant.Order))
                await participant.Merge(new(id, kept, others, merge.MergedAtUtc), ct);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }
}
