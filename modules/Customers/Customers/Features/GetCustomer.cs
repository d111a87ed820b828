using BookingPlatform.Customers.Lists;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>One customer record.</summary>
internal sealed class GetCustomer(CustomersDb db, ListsOfCustomers lists)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers/{id:guid}", async (Guid id, GetCustomer feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp())
        .Needs(Right.SeeCustomers)
        .Produces<CustomerAnswer>()
        .WithSummary("One customer.");

    public async Task<Answer<CustomerAnswer>> Handle(Guid id, CancellationToken ct) =>
        await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct) is { } customer
            ? await lists.Tell(customer, ct)
            : Refusal.NotFound("customer");
}
