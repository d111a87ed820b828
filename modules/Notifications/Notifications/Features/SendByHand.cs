using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>
/// Staff send what was missed or has failed: one message, or all that a customer missed. It passes the same gate, tells the booking as it stands now,
/// and asking twice sends once.
/// </summary>
internal sealed class SendByHand(NotificationsDb db, MissedMessages missed, MessageGate gate, ICustomers customers, Work work)
{
    internal sealed record MissedAnswer(int Queued);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("messages/{id:guid}/send", async (Guid id, SendByHand send, IContactMask mask, Work work, IBusinesses businesses, CancellationToken ct) =>
            {
                var business = await businesses.Get(work.BusinessId, ct);
                return (await send.One(id, ct)).ToHttp(message => TypedResults.Accepted((string?)null, MessageItem.Of(message, business) with { Recipient = mask.ShownEmail(message.Recipient) }));
            })
            .Needs(Right.SendMessages).WithTags("Messages").WithSummary("Send a message that was missed or has failed.").Produces<MessageItem>(StatusCodes.Status202Accepted);
        api.MapPost("customers/{customerId:guid}/missed-messages/send", async (Guid customerId, SendByHand send, CancellationToken ct) =>
                (await send.AllMissed(customerId, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
            .Needs(Right.SendMessages).WithTags("Messages").WithSummary("Send what the customer missed about coming bookings.").Produces<MissedAnswer>(StatusCodes.Status202Accepted);
    }

    public Task<Answer<Message>> One(Guid id, CancellationToken ct) => OnceMoreIfChanged(async () =>
    {
        await work.BeginAsync(ct);
        if (await db.Messages.SingleOrDefaultAsync(message => message.Id == id, ct) is not { } message)
            return (Answer<Message>)Refusal.NotFound("message");
        if (message.State is MessageState.Sent)
            return Refusal.Conflict("already-sent", "This message was sent already.");
        if (message.IsQueued)
            return message;
        if ((await gate.Ask(message, ct)).WhyNot is { } why)
            return Refusal.Conflict(why.Code, why.Sentence);
        await Queue(message, ct);
        await work.SaveAsync(ct);
        return message;
    });

    public Task<Answer<MissedAnswer>> AllMissed(Guid customerId, CancellationToken ct) => OnceMoreIfChanged(async () =>
    {
        await work.BeginAsync(ct);
        if (await customers.Find(customerId, ct) is not { } customer)
            return (Answer<MissedAnswer>)Refusal.NotFound("customer");
        if (!customer.IsReachable)
            return Refusal.Conflict("no-mailbox", "There is no email address to send to yet. Add one first.");
        var queued = 0;
        foreach (var message in await missed.Of(customerId, ct))
        {
            if ((await gate.Ask(message, ct)).WhyNot is not null)
                continue;
            await Queue(message, ct);
            queued++;
        }

        await work.SaveAsync(ct);
        return new MissedAnswer(queued);
    });

    private async Task Queue(Message message, CancellationToken ct)
    {
        message.QueueIn(work);
        foreach (var other in await missed.Beside(message, ct))
            other.Withhold(Reason.Superseded);
        work.Audit(new AuditEntry
        {
            Subject = message.MailingId is null ? "booking" : "customer",
            SubjectId = message.MailingId is null ? message.BookingId : message.CustomerId,
            Action = "message.queued",
            Sentence = $"{message.Kind.Title()} queued for sending by hand",
        });
    }

    /// <summary>Two people press at once: the second looks again and finds it queued.</summary>
    private async Task<T> OnceMoreIfChanged<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.AbandonAsync();
            return await act();
        }
    }
}
