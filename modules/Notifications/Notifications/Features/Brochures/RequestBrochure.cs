using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>Puts a customer on the list of those who get the brochure by post (S1-21, S1-25). A second open request is caught, a postal objection respected (S1-27).</summary>
internal sealed class RequestBrochure(NotificationsDb db, ICustomers customers, BrochureReader reader, Work work)
{
    internal sealed record Request(Guid? CustomerId);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("brochure-requests", async (Request request, RequestBrochure feature, CancellationToken ct) =>
            (await feature.Handle(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/brochure-requests/{made.Id}", made)))
        .Needs(Right.ChangeCustomers).WithTags("Brochure requests").WithSummary("Put a customer on the brochure request list.").Produces<BrochureItem>(StatusCodes.Status201Created);

    public async Task<Answer<BrochureItem>> Handle(Request request, CancellationToken ct)
    {
        if (request.CustomerId is not { } id)
            return Refusal.Invalid("customerId", "Say which customer wants the brochure.");
        await work.BeginAsync(ct);
        if (await customers.Find(id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        if (await WhyNot(customer, ct) is { } refusal)
            return refusal;
        var made = BrochureRequest.Ask(id, work.Now);
        db.BrochureRequests.Add(made);
        work.Audit(BrochureHistory.Of(made, "brochure.requested", "A brochure was requested."));
        if (!await work.TrySaveAsync(ct))
            return await AlreadyOpen(id, ct) ?? Refusal.Stale();
        return await reader.One(made, ct);
    }

    /// <summary>Null when a brochure can be requested for the customer.</summary>
    public async Task<Refusal?> WhyNot(CustomerCard customer, CancellationToken ct)
    {
        if (customer.IsDeleted)
            return Refusal.Conflict("customer-deleted", "This customer was deleted. Restore the record first.");
        if (await db.Objections.AnyAsync(objection => objection.CustomerId == customer.Id && objection.Post, ct))
            return Refusal.Conflict("postal-objection", "This customer does not want advertising by post. The objection stands on the customer card under Marketing.");
        return await AlreadyOpen(customer.Id, ct);
    }

    private async Task<Refusal?> AlreadyOpen(Guid customerId, CancellationToken ct) =>
        await db.BrochureRequests.AsNoTracking().SingleOrDefaultAsync(request => request.OpenFor == customerId, ct) is { } open
            ? Refusal.Conflict("brochure-open", $"A brochure for this customer is on the list already, since {await reader.Day(open.RequestedAtUtc, ct)}.").With("brochureRequestId", open.Id)
            : null;
}
