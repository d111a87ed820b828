using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Suppressions;

/// <summary>Staff know better than the list: the mailbox works again, or the guest asked to be written to. An address marked as bounced on the card is put right there.</summary>
internal sealed class LiftSuppression(NotificationsDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("suppressions/{id:guid}", async (Guid id, LiftSuppression feature, CancellationToken ct) => (await feature.Handle(id, ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.SendMessages).WithTags("Messages").WithSummary("Let an address get mail again.").Produces(StatusCodes.Status204NoContent);

    public async Task<Answer<Done>> Handle(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Suppressions.SingleOrDefaultAsync(one => one.Id == id && one.LiftedAtUtc == null, ct) is not { } suppression)
            return Refusal.NotFound("suppressed address");
        suppression.Lift(work.Actor.Name, work.Now);
        work.Audit(new AuditEntry
        {
            Subject = suppression.CustomerId is null ? "setting" : "customer",
            SubjectId = suppression.CustomerId ?? work.BusinessId,
            Action = "suppression.lifted",
            Sentence = "The customer's address gets mail again; it was taken off the list of addresses that get none.",
        });
        await work.SaveAsync(ct);
        return default(Done);
    }
}
