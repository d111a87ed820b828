using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>"Not the same person", and taking that back. The decision is remembered with its author and wins over whatever is found later; saying it twice changes nothing.</summary>
internal sealed class DismissDuplicate(CustomersDb db, MatchModels models, Work work)
{
    /// <param name="State">Dismissed or open.</param>
    /// <param name="Names">Of the two, for the sentence about it.</param>
    internal sealed record Result(Guid Id, DuplicateState State, IReadOnlyList<string> Names);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/duplicates/{id:guid}/dismiss", async (Guid id, DismissDuplicate feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
            .Needs(Right.MergeCustomers)
            .Produces<Result>()
            .WithSummary("They are not the same person: the pair leaves the queue for good, whatever is found later. DELETE undoes it.");
        api.MapDelete("/duplicates/{id:guid}/dismiss", async (Guid id, DismissDuplicate feature, CancellationToken ct) => (await feature.Undo(id, ct)).ToHttp())
            .Needs(Right.MergeCustomers)
            .Produces<Result>()
            .WithSummary("They may be the same person after all: the pair is weighed anew.");
    }

    public async Task<Answer<Result>> Handle(Guid id, CancellationToken ct)
    {
        if (await Find(id, ct) is not var (pair, one, other))
            return Refusal.NotFound("pair of customers");
        if (pair.State is DuplicateState.Merged)
            return Merged();
        if (pair.State is DuplicateState.Dismissed)
            return Of(pair, one, other);
        pair.Dismiss(Words.Cut(work.Actor.Name, 200), work.Now);
        foreach (var customer in (Customer[])[one, other])
            work.Audit(CustomerHistory.NotTheSame(customer.Id, one.Name, other.Name, work.Actor.Name));
        return await work.TrySaveVersionAsync(ct) ? Of(pair, one, other) : Refusal.Stale();
    }

    public async Task<Answer<Result>> Undo(Guid id, CancellationToken ct)
    {
        if (await Find(id, ct) is not var (pair, one, other))
            return Refusal.NotFound("pair of customers");
        if (pair.State is DuplicateState.Merged)
            return Merged();
        if (pair.State is DuplicateState.Open)
            return Of(pair, one, other);
        pair.Reopen();
        var rules = await models.Current(ct);
        if (one.DeletedAtUtc is null && other.DeletedAtUtc is null && Suggestions.Weigh(PersonRow.Of(one), [PersonRow.Of(other)], rules).SingleOrDefault() is { } weighed)
            pair.Weigh(weighed.Likeness, rules.Round);
        else
            db.Duplicates.Remove(pair);
        foreach (var customer in (Customer[])[one, other])
            work.Audit(CustomerHistory.PerhapsTheSame(customer.Id, one.Name, other.Name, work.Actor.Name));
        return await work.TrySaveVersionAsync(ct) ? Of(pair, one, other) : Refusal.Stale();
    }

    private async Task<(Duplicate Pair, Customer One, Customer Other)?> Find(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Duplicates.SingleOrDefaultAsync(pair => pair.Id == id, ct) is not { } pair)
            return null;
        var both = await db.CustomersEvenDeleted.AsNoTracking().Where(customer => customer.Id == pair.OneId || customer.Id == pair.OtherId).ToDictionaryAsync(customer => customer.Id, ct);
        return both.Count == 2 ? (pair, both[pair.OneId], both[pair.OtherId]) : null;
    }

    private static Result Of(Duplicate pair, Customer one, Customer other) => new(pair.Id, pair.State, [one.Name, other.Name]);

    private static Refusal Merged() => Refusal.Conflict("already-merged", "These two records were merged. Undo the merge first.");
}
