using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>A request ends: the brochure went to the post (S1-26), or nobody wants it any more. Saying so twice changes nothing, least of all the day it was first sent.</summary>
internal sealed class SettleBrochure(NotificationsDb db, BrochureReader reader, Work work)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("brochure-requests/{id:guid}/sent", async (Guid id, SettleBrochure settle, CancellationToken ct) => (await settle.Sent(id, ct)).ToHttp())
            .Needs(Right.ChangeCustomers).WithTags("Brochure requests").WithSummary("The brochure went to the post.").Produces<BrochureItem>();
        api.MapPost("brochure-requests/{id:guid}/cancel", async (Guid id, SettleBrochure settle, CancellationToken ct) => (await settle.Cancel(id, ct)).ToHttp())
            .Needs(Right.ChangeCustomers).WithTags("Brochure requests").WithSummary("No brochure is wanted any more.").Produces<BrochureItem>();
    }

    public async Task<Answer<BrochureItem>> Sent(Guid id, CancellationToken ct) => (await Sent([id], ct)).Then(items => items[0]);

    /// <summary>Several at once: all of them or, when one cannot be, none.</summary>
    public async Task<Answer<List<BrochureItem>>> Sent(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var requests = await db.BrochureRequests.Where(request => ids.Contains(request.Id)).ToListAsync(ct);
        if (requests.Count == 0 || requests.Count != ids.Distinct().Count())
            return Refusal.NotFound("brochure request");
        if (requests.Any(request => request.State is BrochureState.Cancelled))
            return Refusal.Conflict("brochure-cancelled", "This brochure request was cancelled. Make a new one if the brochure is wanted after all.");
        if (requests.Any(request => request.State is BrochureState.Merged))
            return Refusal.Conflict("brochure-merged", "This request counts with another one of the same person. Send that one.");
        foreach (var request in requests.Where(request => request.State is BrochureState.Open))
        {
            request.Send(work.Now);
            work.Audit(BrochureHistory.Of(request, "brochure.sent", "The brochure was sent by post."));
        }

        return await Save(requests, ct);
    }

    public async Task<Answer<BrochureItem>> Cancel(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.BrochureRequests.SingleOrDefaultAsync(request => request.Id == id, ct) is not { } request)
            return Refusal.NotFound("brochure request");
        if (request.State is BrochureState.Sent)
            return Refusal.Conflict("brochure-sent", "This brochure was sent already and cannot be called back.");
        if (request.State is BrochureState.Open)
        {
            request.Cancel();
            work.Audit(BrochureHistory.Of(request, "brochure.cancelled", "The brochure request was cancelled."));
        }

        return (await Save([request], ct)).Then(items => items[0]);
    }

    private async Task<Answer<List<BrochureItem>>> Save(List<BrochureRequest> requests, CancellationToken ct)
    {
        try
        {
            await work.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return Refusal.Stale();
        }

        return (await reader.Read(requests, ct)).ToList();
    }
}
