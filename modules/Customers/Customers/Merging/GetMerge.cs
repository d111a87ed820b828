using System.Text.Json;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Merging;

/// <summary>One merge: what moved, and what came since, which an undo has to give to somebody.</summary>
internal sealed class GetMerge(CustomersDb db, IEnumerable<IMergeParticipant> participants)
{
    /// <param name="Id">The merge.</param>
    /// <param name="KeptId">The record that stayed.</param>
    /// <param name="Records">All of it, the kept one first.</param>
    /// <param name="MergedAt">When.</param>
    /// <param name="By">Who.</param>
    /// <param name="Moved">How many of each kind.</param>
    internal sealed record Response(Guid Id, Guid KeptId, IReadOnlyList<MergedRecord> Records, DateTime MergedAt, string By, IReadOnlyDictionary<string, int> Moved)
    {
        public DateTime? UndoneAt { get; init; }

        public string? UndoneBy { get; init; }

        /// <summary>A later merge of the kept record, which must be undone first; null when this is the latest.</summary>
        public Guid? LaterMergeId { get; init; }

        /// <summary>Fields of the kept record that were changed since: an undo leaves them as they are.</summary>
        public IReadOnlyList<string> ChangedSince { get; init; } = [];

        /// <summary>What came to the kept record since: the undo gives each to its suggested record, or to the one that <c>assignments</c> names.</summary>
        public IReadOnlyList<SinceMerge> Since { get; init; } = [];
    }

    /// <param name="Id">The record.</param>
    /// <param name="Name">As it is on the record.</param>
    internal sealed record MergedRecord(Guid Id, string Name);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/merges/{id:guid}", async (Guid id, GetMerge feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.MergeCustomers)
        .Produces<Response>()
        .WithTags("Merges")
        .WithSummary("One merge, with what came to the kept record since.");

    public async Task<Answer<Response>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Merges.AsNoTracking().SingleOrDefaultAsync(merge => merge.Id == id, ct) is not { } merge)
            return Refusal.NotFound("merge");
        var records = await db.MergedCustomers.Where(merged => merged.MergeId == id).OrderBy(merged => merged.Place)
            .Join(db.CustomersEvenDeleted, merged => merged.CustomerId, customer => customer.Id, (merged, customer) => new { merged.Place, Customer = customer })
            .OrderBy(row => row.Place).AsNoTracking().Select(row => row.Customer).ToListAsync(ct);
        var answer = new Response(id, merge.KeptId, records.ConvertAll(customer => new MergedRecord(customer.Id, customer.Name)), merge.MergedAtUtc, merge.ByName, MovedOf(merge))
        {
            UndoneAt = merge.UndoneAtUtc,
            UndoneBy = merge.UndoneByName,
        };
        return merge.UndoneAtUtc is not null ? answer : answer with
        {
            LaterMergeId = await Later(db, merge, ct),
            ChangedSince = RecordedCustomer.Of(records[0], []).ChangedSince(RecordedCustomer.FromJson(merge.After)),
            Since = await Since(new MergeAct(id, merge.KeptId, records.Skip(1).Select(customer => customer.Id).ToList(), merge.MergedAtUtc), ct),
        };
    }

    private async Task<IReadOnlyList<SinceMerge>> Since(MergeAct act, CancellationToken ct)
    {
        var since = new List<SinceMerge>();
        foreach (var participant in participants.OrderBy(participant => participant.Order))
            since.AddRange(await participant.Since(act, ct));
        return since;
    }

    /// <summary>The latest merge of the kept record that is later than this one and not undone.</summary>
    public static Task<Guid?> Later(CustomersDb db, CustomerMerge merge, CancellationToken ct) => db.MergedCustomers
        .Where(merged => merged.CustomerId == merge.KeptId && merged.MergeId != merge.Id)
        .Join(db.Merges, merged => merged.MergeId, other => other.Id, (_, other) => other)
        .Where(other => other.UndoneAtUtc == null && other.MergedAtUtc >= merge.MergedAtUtc)
        .OrderByDescending(other => other.MergedAtUtc)
        .Select(other => (Guid?)other.Id)
        .FirstOrDefaultAsync(ct);

    public static IReadOnlyDictionary<string, int> MovedOf(CustomerMerge merge) => JsonSerializer.Deserialize<Dictionary<string, int>>(merge.Moved)!;
}
