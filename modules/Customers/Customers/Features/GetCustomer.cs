using BookingPlatform.Customers.Contracts;
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
        .MapGet("/customers/{id:guid}", async (Guid id, GetCustomer feature, IContactMask mask, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp(customer => ToHttp(mask.IsAlwaysOn ? customer.Mask() : customer)))
        .Needs(Right.SeeCustomers)
        .Produces<CustomerAnswer>()
        .Produces(StatusCodes.Status308PermanentRedirect)
        .WithSummary("One customer. The id of a record that was merged away answers 308 to the kept one.");

    private static IResult ToHttp(CustomerAnswer customer) => customer.MergedIntoId is { } kept
        ? TypedResults.Redirect($"/api/v1/customers/{kept}", permanent: true, preserveMethod: true)
        : TypedResults.Ok(customer);

    public async Task<Answer<CustomerAnswer>> Handle(Guid id, CancellationToken ct) =>
        await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct) is { } customer
            ? await lists.Tell(customer, ct)
            : Refusal.NotFound("customer");
}
