using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Which guests of the hotel systems a customer is.</summary>
internal sealed class ListLinks(SyncDb db)
{
    internal sealed record Page(IReadOnlyList<LinkItem> Items, string? NextCursor);

    internal sealed record LinkItem(Guid ConnectionId, string Connection, Guid CustomerId, string ExternalId, DateTime LinkedAt);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("pms/links", async (Guid customerId, ListLinks list, CancellationToken ct) => new Page(await list.Handle(customerId, ct), null))
        .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("Which guests of the hotel systems a customer is.");

    /// <summary>At most one per connection.</summary>
    public async Task<IReadOnlyList<LinkItem>> Handle(Guid customerId, CancellationToken ct) => await (
        from link in db.Links.AsNoTracking()
        join connection in db.Connections on link.ConnectionId equals connection.Id
        where link.CustomerId == customerId
        orderby connection.Name, connection.Id
        select new LinkItem(link.ConnectionId, connection.Name, link.CustomerId, link.ExternalId, link.LinkedAtUtc)).ToListAsync(ct);
}
