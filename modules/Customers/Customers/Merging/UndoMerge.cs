using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Features;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>
/// Takes a merge back: every row returns to whom it came from, the merged records are in use again, the kept one is as it was, except for what was changed
/// since. Only the latest merge of a record can be undone, then the one before it.
/// </summary>
internal sealed class UndoMerge(CustomersDb db, MergedRows rows, IEnumerable<IMergeParticipant> participants, IEnumerable<IFollowAlert> followers, IBusinesses businesses, Work work)
{
    /// <summary>By id of what came since (<c>since</c> of the merge): the record of the merge it goes to.</summary>
    internal sealed record Request(IReadOnlyDictionary<Guid, Guid>? Assignments);

    /// <param name="Id">The merge.</param>
    /// <param name="KeptId">The record that had been kept.</param>
    /// <param name="OtherIds">The records that are back.</param>
    internal sealed record Result(Guid Id, Guid KeptId, IReadOnlyList<Guid> OtherIds);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/merges/{id:guid}/undo", async (Guid id, Request? request, UndoMerge feature, CancellationToken ct) => (await feature.Handle(id, request ?? new(null), ct)).ToHttp())
        .Needs(Right.MergeCustomers)
        .Produces<Result>()
        .WithTags("Merges")
        .WithSummary("Undo a merge completely. 409 already-undone; later-merge names the merge to undo first.");

    public async Task<Answer<Result>> Handle(Guid id, Request request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Merges.SingleOrDefaultAsync(merge => merge.Id == id, ct) is not { } merge)
            return await Nothing(Refusal.NotFound("merge"));
        var ids = await db.MergedCustomers.Where(merged => merged.MergeId == id).OrderBy(merged => merged.Place).Select(merged => merged.CustomerId).ToListAsync(ct);
        var act = new UnmergeAct(new(id, merge.KeptId, ids[1..], merge.MergedAtUtc), request.Assignments ?? new Dictionary<Guid, Guid>());
        var records = await db.CustomersEvenDeleted.Where(customer => ids.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, ct);
        var all = ids.ConvertAll(one => records[one]);
        if (await Refuse(merge, act, all, ct) is { } refusal)
            return await Nothing(refusal);
        try
        {
            return await Undo(merge, act, all, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await Nothing(Refusal.Stale());
        }
    }

    private async Task<Refusal> Nothing(Refusal why)
    {
        await work.AbandonAsync();
        return why;
    }

    private async Task<Refusal?> Refuse(CustomerMerge merge, UnmergeAct act, List<Customer> records, CancellationToken ct)
    {
        if (merge.UndoneAtUtc is not null)
            return Refusal.Conflict("already-undone", "This merge was undone already.");
        if (await GetMerge.Later(db, merge, ct) is { } later)
            return Refusal.Conflict("later-merge", "The record was merged again since. Undo that merge first.").With("mergeId", later);
        if (act.Assignments.Values.Any(target => records.TrueForAll(customer => customer.Id != target)))
            return Refusal.Invalid("assignments", "Give what came since to one of the records of this merge.", "unknown-choice");
        return await EmailTaken(records, ct);
    }

    /// <summary>A verified address is how somebody signs in: it cannot be two people's (C1).</summary>
    private async Task<Refusal?> EmailTaken(List<Customer> records, CancellationToken ct)
    {
        var keys = records.Skip(1).Where(customer => customer.EmailState is EmailState.Verified).Select(customer => customer.Email!.Key).ToArray();
        if (keys.Length == 0)
            return null;
        var ids = records.ConvertAll(customer => customer.Id).ToArray();
        var holder = await db.Customers.AsNoTracking().FirstOrDefaultAsync(other =>
            EF.Parameter(keys).Contains(other.Email!.Key) && other.Email.State == EmailState.Verified && !EF.Parameter(ids).Contains(other.Id), ct);
        return holder is null ? null : Refusal
            .Conflict("email-belongs-to", $"{holder.Name} has verified the email {holder.Email!.Address} since then, and it can only prove who one person is. Change the email of that record first.")
            .With("customer", new ChangeEmail.Holder(holder.Id, holder.FirstName, holder.LastName, holder.Email.Address, holder.Email.State));
    }

    private async Task<Answer<Result>> Undo(CustomerMerge merge, UnmergeAct act, List<Customer> records, CancellationToken ct)
    {
        var (kept, others, after) = (records[0], records[1..], RecordedCustomer.FromJson(merge.After));
        await TakeApart(merge, kept, others, ct);
        // Before the rows go back, so that alerts of bookings' own, which the journals keep, have the last word.
        foreach (var follower in followers)
            await follower.Follow(kept.Id, after.Alert, kept.AlertMessage, ct);
        foreach (var participant in participants.OrderBy(participant => participant.Order))
            await participant.Undo(act, ct);
        foreach (var (follower, other) in followers.SelectMany(_ => others, (follower, other) => (follower, other)))
            await follower.Follow(other.Id, null, other.AlertMessage, ct);

        merge.Undo(work.Now, Words.Cut(work.Actor.Name, 200));
        work.Tell(new CustomersUnmerged(merge.Id, kept.Id, act.Merge.OtherIds), kept.Id);
        work.Audit(MergeHistory.Unmerged(act.Merge, others.Select(other => other.Name)));
        foreach (var other in others)
            work.Audit(MergeHistory.CameBack(act.Merge, other.Id, other.Name, kept.Name));
        return await work.TrySaveAsync(ct) ? new Result(merge.Id, kept.Id, act.Merge.OtherIds) : Refusal.Stale();
    }

    /// <summary>The kept record lets go first, of an address too, then the others have again what was theirs. Saved, because the participants look at the records.</summary>
    private async Task TakeApart(CustomerMerge merge, Customer kept, List<Customer> others, CancellationToken ct)
    {
        var (before, after) = (RecordedCustomer.FromJson(merge.Before), RecordedCustomer.FromJson(merge.After));
        await rows.TakeOut([kept], ct);
        await rows.TakeOff(kept.Id, after.Lists.Except(before.Lists).ToList(), ct);
        await db.FormerEmails.Where(email => email.MergeId == merge.Id).ExecuteDeleteAsync(ct);
        kept.Become(RecordedCustomer.Of(kept, []).Without(before, after, work.Now), (await businesses.Get(work.BusinessId, ct)).Country, work.Now);
        if (kept.DeletedAtUtc is null)
            rows.PutIn(kept);
        await db.SaveChangesAsync(ct);
        foreach (var other in others)
        {
            other.ComeBack();
            rows.PutIn(other);
        }

        await db.SaveChangesAsync(ct);
    }
}
