using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Which guests of the hotel systems a customer is.</summary>
internal sealed class ListLinks(SyncDb db, ICustomers customers)
{
    internal sealed record Page(IReadOnlyList<LinkItem> Items, string? NextCursor);

    internal sealed record LinkItem(Guid ConnectionId, string Connection, Guid CustomerId, string ExternalId, DateTime LinkedAt);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("pms/links", async (Guid customerId, ListLinks list, CancellationToken ct) => new Page(await list.Handle(customerId, ct), null))
        .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("Which guests of the hotel systems a customer is.");

    /// <summary>One per connection, and those of records that were merged into the customer's.</summary>
    public async Task<IReadOnlyList<LinkItem>> Handle(Guid customerId, CancellationToken ct)
    {
        var records = (await customers.RecordsOf(customerId, ct)).ToArray();
        return await (
            from link in db.Links.AsNoTracking()
            join connection in db.Connections on link.ConnectionId equals connection.Id
            where EF.Parameter(records).Contains(link.CustomerId)
            orderby connection.Name, connection.Id, link.LinkedAtUtc
            select new LinkItem(link.ConnectionId, connection.Name, link.CustomerId, link.ExternalId, link.LinkedAtUtc)).ToListAsync(ct);
    }
}
