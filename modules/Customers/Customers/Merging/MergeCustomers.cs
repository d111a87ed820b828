using System.Text.Json;
using BookingPlatform.Customers.Contracts;
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
/// Two to five records are one person (S1-37…42): the others' bookings and all that hangs on them become the kept record's, in one transaction and a number of
/// statements that does not grow with them. The others stay as pointers to it. <see cref="UndoMerge"/> is the complete inverse.
/// </summary>
internal sealed class MergeCustomers(CustomersDb db, MergingRecords records, MergedRows rows, IEnumerable<IMergeParticipant> participants, IEnumerable<IFollowAlert> followers, IBusinesses businesses, Work work)
{
    /// <param name="Id">The merge, for its undo.</param>
    /// <param name="KeptId">The record that stays.</param>
    /// <param name="Moved">How many of each kind moved: <c>bookings</c> …</param>
    internal sealed record Result(Guid Id, Guid KeptId, IReadOnlyDictionary<string, int> Moved);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/merges", async (MergeRequest request, HttpRequest http, MergeCustomers feature, CancellationToken ct) =>
            (await feature.Handle(WithVersion(request, IfMatch.Version(http)), ct)).ToHttp(done => TypedResults.Created($"/api/v1/merges/{done.Id}", done)))
        .Needs(Right.MergeCustomers)
        .Produces<Result>(StatusCodes.Status201Created)
        .WithTags("Merges")
        .WithSummary("Merge one to four records into the primary one. If-Match is the primary's version, versions may name all. POST …/undo takes it back completely.");

    private static MergeRequest WithVersion(MergeRequest request, int? version) =>
        version is null ? request : request with { Versions = new Dictionary<Guid, int>(request.Versions ?? new Dictionary<Guid, int>()) { [request.PrimaryId] = version.Value } };

    public async Task<Answer<Result>> Handle(MergeRequest request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!(await records.Read(request, ct)).Is(out var found, out var refusal))
            return await Nothing(refusal);
        if (found.Any(record => request.Versions is { } seen && seen.TryGetValue(record.Id, out var version) && version != record.Customer.Version))
            return await Nothing(Refusal.Stale());
        if (!MergePlan.Of(found, request.Choices).Is(out var plan, out refusal))
            return await Nothing(refusal);
        var act = new MergeAct(Guid.CreateVersion7(), request.PrimaryId, request.OtherIds!, work.Now);
        if (await records.Blockers(found, act, ct) is [var blocker, ..])
            return await Nothing(Refusal.Conflict(blocker.Code, blocker.Text).With("wayOut", blocker.Href));
        try
        {
            return await Merge(plan, act, ct);
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

    private async Task<Answer<Result>> Merge(MergePlan plan, MergeAct act, CancellationToken ct)
    {
        var moved = new Dictionary<string, int>();
        foreach (var participant in participants.OrderBy(participant => participant.Order))
            foreach (var (kind, count) in await participant.Merge(act, ct))
                moved[kind] = moved.GetValueOrDefault(kind) + count;
        var before = RecordedCustomer.Of(plan.Kept, plan.Records[0].Lists);
        var after = await After(plan, ct);
        var names = plan.Records.Select(record => record.Customer.Name).ToList();
        await Unite(plan, act, after, ct);
        Remember(act, before, after, moved);
        work.Audit(MergeHistory.Merged(act, names, moved));
        foreach (var (id, name) in act.OtherIds.Zip(names.Skip(1)))
            work.Audit(MergeHistory.MergedAway(act, id, name, plan.Kept.Name));
        foreach (var follower in after.Alert is null ? [] : followers)
            await follower.Follow(act.KeptId, null, after.Alert, ct);
        return await work.TrySaveAsync(ct) ? new Result(act.MergeId, act.KeptId, moved) : Refusal.Stale();
    }

    /// <summary>An address that only these records shared is one person's again, and says again who somebody is (S1-40).</summary>
    private async Task<RecordedCustomer> After(MergePlan plan, CancellationToken ct)
    {
        var after = plan.ToRecord(work.Now);
        if (after.Email is not { State: EmailState.Shared } email)
            return after;
        var (ids, key) = (plan.Records.Select(record => record.Id).ToArray(), plan.ChosenFor(MergeField.Email).Email!.Key);
        var stillShared = await db.ContactPoints.AnyAsync(contact => contact.Key == key && !EF.Parameter(ids).Contains(contact.CustomerId), ct);
        return stillShared ? after : after with { Email = MergePlan.NoLongerShared(email) };
    }

    /// <summary>The others' records become pointers, the kept one takes its new form; search rows, lists and known addresses follow.</summary>
    private async Task Unite(MergePlan plan, MergeAct act, RecordedCustomer after, CancellationToken ct)
    {
        var (kept, stateBefore, keyBefore) = (plan.Kept, plan.Kept.EmailState, plan.Kept.Email?.Key);
        db.FormerEmails.AddRange(plan.FormerEmails.Select(email => new FormerEmail { MergeId = act.MergeId, CustomerId = email.CustomerId, Address = email.Address, Key = email.Key, State = email.State }));
        await rows.TakeOut(plan.Records.Select(record => record.Customer), ct);
        foreach (var other in plan.Records.Skip(1))
            other.Customer.MergeInto(act.KeptId, work.Now);
        // A verified address can stand on one record only: the other lets go of it first.
        if (after.Email is { State: EmailState.Verified })
            await db.SaveChangesAsync(ct);
        kept.Become(after, (await businesses.Get(work.BusinessId, ct)).Country, work.Now);
        rows.PutIn(kept);
        rows.PutOn(act.KeptId, after.Lists.Except(plan.Records[0].Lists));
        work.Tell(new CustomersMerged(act.MergeId, act.KeptId, act.OtherIds), act.KeptId);
        if (kept.Email?.Key != keyBefore || kept.EmailState != stateBefore)
            work.Tell(new CustomerEmailChanged(act.KeptId, stateBefore, kept.EmailState), act.KeptId);
    }

    private void Remember(MergeAct act, RecordedCustomer before, RecordedCustomer after, Dictionary<string, int> moved)
    {
        db.Merges.Add(new CustomerMerge
        {
            Id = act.MergeId,
            KeptId = act.KeptId,
            MergedAtUtc = work.Now,
            ByName = Words.Cut(work.Actor.Name, 200),
            Before = before.ToJson(),
            After = after.ToJson(),
            Moved = JsonSerializer.Serialize(moved),
        });
        db.MergedCustomers.AddRange(act.AllIds.Select((id, place) => new MergedCustomer { MergeId = act.MergeId, CustomerId = id, Place = place }));
    }
}
