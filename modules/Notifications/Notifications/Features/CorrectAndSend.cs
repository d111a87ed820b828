using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>
/// Puts the right email on the customer and sends the message again, in one step for the person who does it. The email is kept first, as from the card: should the message not pass the gate after all,
/// the correction still stands and the refusal says why.
/// </summary>
internal sealed class CorrectAndSend(NotificationsDb db, IMailboxReports mailboxes, SendByHand sending)
{
    /// <param name="Email">The right one.</param>
    /// <param name="Share">True when somebody else has the address too, and both use it.</param>
    internal sealed record Request(string? Email, bool Share);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("messages/{id:guid}/correct", async (Guid id, Request request, CorrectAndSend feature, CancellationToken ct) =>
            (await feature.Handle(id, request, ct)).ToHttp(_ => TypedResults.Accepted((string?)null)))
        .Needs(Right.SendMessages).Needs(Right.ChangeCustomers).WithTags("Messages").WithSummary("Correct the customer's email and send the message again; needs the right to change customers too.").Produces(StatusCodes.Status202Accepted);

    public static Refusal MayNotChange => new(RefusalKind.Forbidden, "forbidden", "You may send messages, but not change customers.");

    public Task<Message?> Find(Guid id, CancellationToken ct) => db.Messages.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct);

    public async Task<Answer<Message>> Handle(Guid id, Request request, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } message)
            return Refusal.NotFound("message");
        if ((await mailboxes.Correct(message.CustomerId, request.Email, request.Share, ct)).IsRefused(out var refusal))
            return refusal;
        return await sending.One(id, ct);
    }
}
