using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>Sends a mailing on its way, once, and stops it: what had not left by then does not leave any more.</summary>
internal sealed class StartMailing(NotificationsDb db, MessageGate gate, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("mailings/{id:guid}/send", async (Guid id, StartMailing feature, CancellationToken ct) => (await feature.Start(id, ct)).ToHttp(started => TypedResults.Accepted((string?)null, started)))
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Send a mailing to those of its audience who agreed. It leaves in the minutes after.").Produces<MailingItem>(StatusCodes.Status202Accepted);
        api.MapPost("mailings/{id:guid}/stop", async (Guid id, StartMailing feature, CancellationToken ct) => (await feature.Stop(id, ct)).ToHttp())
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Stop a mailing: what has not left does not leave any more.").Produces<MailingItem>();
    }

    public async Task<Answer<MailingItem>> Start(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Mailings.SingleOrDefaultAsync(one => one.Id == id, ct) is not { } mailing)
            return Refusal.NotFound("mailing");
        if (mailing.State is not MailingState.Draft)
            return MailingHistory.Started;
        if (gate.WhyNoAdvertising is { } why)
            return Refusal.Conflict(why.Code, why.Sentence);
        mailing.Start(work.Now);
        work.Tell(new MailingDue(mailing.Id), mailing.Id);
        work.Audit(MailingHistory.Of(mailing, "mailing.started", $"The mailing “{mailing.Name}” was sent: {mailing.AudienceName}."));
        return await work.TrySaveAsync(ct) ? MailingItem.Of(mailing, await businesses.Get(work.BusinessId, ct)) : Refusal.Stale();
    }

    public async Task<Answer<MailingItem>> Stop(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Mailings.SingleOrDefaultAsync(one => one.Id == id, ct) is not { } mailing)
            return Refusal.NotFound("mailing");
        if (mailing.State is not (MailingState.Sending or MailingState.Sent))
            return Refusal.Conflict("wrong-state", "Only a mailing that is being sent can be stopped.");
        mailing.Stop(work.Now);
        work.Audit(MailingHistory.Of(mailing, "mailing.stopped", $"The mailing “{mailing.Name}” was stopped."));
        return await work.TrySaveAsync(ct) ? MailingItem.Of(mailing, await businesses.Get(work.BusinessId, ct)) : Refusal.Stale();
    }
}
