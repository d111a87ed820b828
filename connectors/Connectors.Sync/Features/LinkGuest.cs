using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Staff decide that the guest standing in the way is the same person: linked, then brought in step.</summary>
internal sealed class LinkGuest(SyncDb db, Work work, Links links, PushQueue queue, ListOperations list)
{
    /// <param name="ExternalId">The guest's id in the hotel system; left out, the guest that stands in the way.</param>
    internal sealed record Request(string? ExternalId);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("pms/operations/{id:guid}/link", async (Guid id, Request request, LinkGuest link, CancellationToken ct) =>
            (await link.Handle(id, request, ct)).ToHttp(operation => TypedResults.Accepted((string?)null, operation)))
        .Needs(Right.RunOperations).WithTags("PMS").WithSummary("Say which guest of the hotel system the customer is.").Produces<OperationItem>(StatusCodes.Status202Accepted);

    public async Task<Answer<OperationItem>> Handle(Guid id, Request request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Operations.SingleOrDefaultAsync(operation => operation.Id == id, ct) is not { } operation)
            return Refusal.NotFound("operation");
        if ((request.ExternalId?.Trim() is { Length: > 0 } typed ? typed : operation.OtherGuest) is not { Length: <= GuestLink.LongestId } guest || !PathPart.Holds(guest))
            return Refusal.Invalid("externalId", "Give the guest's id as the hotel system shows it.");
        if (await db.Links.AnyAsync(link => link.ConnectionId == operation.ConnectionId && link.ExternalId == guest && link.CustomerId != operation.CustomerId, ct))
            return Refusal.Conflict("guest-taken", "This guest belongs to another customer here already. If they are the same person, merge the two customers.");

        await queue.Restart([operation], ct);
        return await links.Make(operation, new ExternalGuestId(guest), "Linked by hand to a guest of the hotel system", ct)
            ? (await list.One(id, ct))!
            : Refusal.Stale();
    }
}
