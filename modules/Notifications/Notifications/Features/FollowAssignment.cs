using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features;

/// <summary>
/// A booking was assigned to another customer: what was still to be said about it is said to them (S0-51, S0-52). What was waiting waits for them; what could
/// not be said for want of an email is offered, not sent by itself (S0-38). What the first customer was told stays in their history.
/// </summary>
internal sealed class FollowAssignment(NotificationsDb db, MessageGate gate, MailDesk desk, Work work, IOptions<MailSettings> mail) : IDeliver<BookingAssigned>
{
    public async Task<Delivery> Deliver(Envelope<BookingAssigned> envelope, CancellationToken ct)
    {
        if (await db.Messages.AnyAsync(known => known.CauseId == envelope.Id, ct))
            return Delivery.Done;
        var fact = envelope.Fact;
        var pending = (await db.Messages.Where(message => message.BookingId == fact.BookingId && message.CustomerId == fact.FromCustomerId && message.ItineraryId == null).ToListAsync(ct))
            .Where(message => message.IsMissed || IsWaiting(message)).ToList();
        foreach (var kind in pending.GroupBy(message => message.Kind))
            await Retell(kind.ToList(), envelope.Id, ct);
        await work.TrySaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>Also one that met the gate between the assignment and now, and one of an itinerary that the booking has now left. One that is being handed over is already said.</summary>
    private static bool IsWaiting(Message message) => message is { IsQueued: true, IsInDoubt: false }
        || (message.State is MessageState.Suppressed && (message.ReasonCode == Reason.Reassigned.Code || message.ReasonCode == Reason.AwaitsItinerary.Code));

    /// <summary>To whoever has the booking by now. The newest of a kind stands for those before it and keeps the version it tells of, so that nobody is told twice.</summary>
    private async Task Retell(List<Message> ofOneKind, Guid cause, CancellationToken ct)
    {
        var newest = ofOneKind.OrderByDescending(message => message.BookingVersion).First();
        var isWaiting = ofOneKind.Exists(IsWaiting);
        if ((await gate.Ask(newest, ct)).Booking is not { } booking)
            return;
        if (booking.CustomerId != newest.CustomerId)
            await Tell(Copy(newest, booking.CustomerId, cause), isWaiting, ct);
        else if (newest.ReasonCode == Reason.Reassigned.Code)
            await Tell(newest, isWaiting, ct);
        foreach (var queued in ofOneKind.Where(message => booking.CustomerId != message.CustomerId && message is { IsQueued: true, IsInDoubt: false }))
            queued.Withhold(Reason.Reassigned);
    }

    private Message Copy(Message newest, Guid customerId, Guid cause)
    {
        var message = new Message
        {
            CustomerId = customerId,
            BookingId = newest.BookingId,
            Kind = newest.Kind,
            BookingVersion = newest.BookingVersion,
            RemindsOfUtc = newest.RemindsOfUtc,
            CauseId = cause,
            CreatedAtUtc = work.Now,
            MailId = MailIds.New(mail.Value.From),
        };
        db.Messages.Add(message);
        return message;
    }

    private async Task Tell(Message message, bool isWaiting, CancellationToken ct)
    {
        var passage = await gate.Ask(message, ct);
        await desk.Headline(message, passage, ct);
        if (passage.WhyNot is { } why)
            message.Withhold(why);
        else if (isWaiting)
            message.QueueIn(work);
        else
            Offer(message);
    }

    private void Offer(Message message)
    {
        message.Withhold(Reason.MissedBefore);
        message.Offer(work.Now);
    }
}
