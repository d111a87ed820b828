using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>
/// After customers were merged here, their guests in a hotel system can be merged too: a step of its own, because it can hardly ever be taken back, and only for
/// somebody who says that they know it.
/// </summary>
internal sealed class MergeGuestsThere(SyncDb db, Work work, ICustomers customers, ConnectorCatalog catalog, ErrandBook book)
{
    /// <param name="CustomerId">The kept customer.</param>
    /// <param name="ConnectionId">In which hotel system.</param>
    /// <param name="Sure">That it cannot be undone there is known.</param>
    internal sealed record Request(Guid CustomerId, Guid ConnectionId, bool Sure);

    internal sealed record Result(int Merges);

    /// <param name="ConnectionId">In which hotel system.</param>
    /// <param name="Connection">Its name.</param>
    /// <param name="Vendor">The vendor's name.</param>
    /// <param name="Survivor">The guest that stays.</param>
    /// <param name="Victims">The guests that go, by the record they belong to.</param>
    internal sealed record Choice(Guid ConnectionId, string Connection, string Vendor, string Survivor, IReadOnlyDictionary<Guid, string> Victims);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("pms/merges", async (Request request, MergeGuestsThere merge, CancellationToken ct) => (await merge.Handle(request, ct)).ToHttp(result => TypedResults.Accepted((string?)null, result)))
        .Needs(Right.MergeCustomers).WithTags("PMS").WithSummary("Merge a merged customer's guests in a hotel system too, for ever.").Produces<Result>(StatusCodes.Status202Accepted);

    /// <summary>Where the customer is several guests.</summary>
    public async Task<IReadOnlyList<Choice>> Choices(Guid customerId, CancellationToken ct)
    {
        if (await customers.FindKept(customerId, ct) is not { } kept)
            return [];
        var records = (await customers.RecordsOf(kept.Id, ct)).ToArray();
        if (records.Length < 2)
            return [];
        var links = await (from link in db.Links.AsNoTracking()
                           join connection in db.Connections on link.ConnectionId equals connection.Id
                           where EF.Parameter(records).Contains(link.CustomerId)
                           orderby connection.Name
                           select new { connection.Id, connection.Name, connection.Plugin, link.CustomerId, link.ExternalId }).ToListAsync(ct);
        return [.. links.GroupBy(link => link.Id).Where(group => group.Count() > 1 && group.Any(link => link.CustomerId == kept.Id)).Select(group => new Choice(
            group.Key, group.First().Name, catalog.NameOf(group.First().Plugin), group.First(link => link.CustomerId == kept.Id).ExternalId,
            group.Where(link => link.CustomerId != kept.Id).ToDictionary(link => link.CustomerId, link => link.ExternalId)))];
    }

    public async Task<Answer<Result>> Handle(Request request, CancellationToken ct)
    {
        if (await customers.FindKept(request.CustomerId, ct) is not { } kept)
            return Refusal.NotFound("customer");
        await work.BeginAsync(ct);
        if ((await Choices(kept.Id, ct)).FirstOrDefault(choice => choice.ConnectionId == request.ConnectionId) is not { } choice)
            return Refusal.Conflict("nothing-to-merge", "The hotel system does not know this customer as several guests.");
        if (!request.Sure)
            return Refusal.Invalid("sure", $"Tick that you know it cannot be undone in {choice.Vendor}.");
        foreach (var (record, victim) in choice.Victims)
            await book.Ask(new(choice.ConnectionId, kept.Id, ErrandKind.Merge, record, Wanted: true) { Victim = victim }, ct);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = kept.Id, Action = "customer.pms-merge-asked", Sentence = $"Merge of {choice.Victims.Count + 1} guests in {choice.Connection} asked for" });
        return await work.TrySaveAsync(ct) ? new Result(choice.Victims.Count) : Refusal.Stale();
    }
}
