using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Who is to be erased, the soonest first.</summary>
internal sealed class WaitingErasures(CustomersDb db)
{
    public const int Most = 200;

    /// <param name="Hold">What it waits for although it is due.</param>
    internal sealed record Item(Guid Id, Guid CustomerId, string Name, ErasureReason Reason, DateTime AskedAt, string AskedBy, DateTime DueAt, string? Hold);

    internal sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/erasures", async (WaitingErasures feature, CancellationToken ct) => TypedResults.Ok(new Response(await feature.Handle(ct))))
        .Needs(Right.EraseCustomers).WithTags("Privacy").WithName("WaitingErasures").WithSummary("Who is to be erased, the soonest first; 200 at most.");

    public async Task<IReadOnlyList<Item>> Handle(CancellationToken ct) => await db.Erasures.AsNoTracking().Where(erasure => erasure.WaitingFor != null)
        .Join(db.CustomersEvenDeleted, erasure => erasure.CustomerId, customer => customer.Id, (erasure, customer) => new { erasure, customer.FirstName, customer.LastName })
        .OrderBy(row => row.erasure.DueAtUtc).Take(Most)
        .Select(row => new Item(row.erasure.Id, row.erasure.CustomerId, row.FirstName + " " + row.LastName, row.erasure.Reason, row.erasure.AskedAtUtc, row.erasure.AskedBy, row.erasure.DueAtUtc, row.erasure.Hold))
        .ToListAsync(ct);
}
