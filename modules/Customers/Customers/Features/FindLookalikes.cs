using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Who else may be this person (S0-32): suggested, never joined without asking.</summary>
internal sealed class FindLookalikes(CustomersDb db, Lookalikes lookalikes, IContactMask mask)
{
    internal sealed record Item(CustomerAnswer Customer, IReadOnlyList<LikenessReason> Reasons);

    internal sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers/{id:guid}/lookalikes", async (Guid id, FindLookalikes feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.SeeCustomers)
        .Produces<Response>()
        .WithSummary("Records that may be the same person, with the reasons.");

    public async Task<Answer<Response>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var found = await lookalikes.Of(customer, ct);
        return new Response(found.Select(like => new Item(mask.IsAlwaysOn ? CustomerAnswer.Of(like.Customer).Mask() : CustomerAnswer.Of(like.Customer), like.Reasons)).ToList());
    }
}
