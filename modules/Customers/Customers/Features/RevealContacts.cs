using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Shows one customer's email and telephone to somebody whose lists are masked. That it was done, by whom and why stands in the customer's history.</summary>
internal sealed class RevealContacts(CustomersDb db, Work work)
{
    private const int LongestReason = 200;

    internal sealed record Request(string? Reason);

    internal sealed record Response(string? Email, EmailState EmailState, string? Phone, string? PhoneAsTyped);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/{id:guid}/contact-details", async (Guid id, Request? request, RevealContacts feature, CancellationToken ct) => (await feature.Handle(id, request?.Reason, ct)).ToHttp())
        .Needs(Right.RevealCustomers)
        .Produces<Response>()
        .WithSummary("Email and telephone of one customer, unmasked; the look is written into the customer's history, with the reason where one is given.");

    public async Task<Answer<Response>> Handle(Guid id, string? reason, CancellationToken ct)
    {
        if (reason?.Trim().Length > LongestReason)
            return Refusal.Invalid("reason", $"At most {LongestReason} characters.");
        if (await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct) is not { } customer)
            return Refusal.NotFound("customer");
        work.Audit(CustomerHistory.Revealed(id, reason?.Trim()));
        await work.SaveAsync(ct);
        var shown = CustomerAnswer.Of(customer);
        return new Response(shown.Email, shown.EmailState, shown.Phone, shown.PhoneAsTyped);
    }
}
