using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features;

/// <summary>
/// Hands a queued message to the mail server. Address, booking and gate are looked at now, not when it was queued: so a corrected email re-targets
/// what is waiting (S0-38), and a booking cancelled meanwhile is not confirmed any more.
/// </summary>
internal sealed class SendMessage(NotificationsDb db, MessageGate gate, MailDesk desk, MailPace pace, IBusinesses businesses, Work work, UntilWritten untilWritten, IOptions<MailSettings> settings) : IDeliver<MessageQueued>
{
    public async Task<Delivery> Deliver(Envelope<MessageQueued> envelope, CancellationToken ct)
    {
        var message = await db.Messages.SingleOrDefaultAsync(message => message.Id == envelope.Fact.MessageId, ct);
        if (message is { CanBeReplayed: true })
            message.Queue(work.Now);
        if (message is not { IsQueued: true })
            return Delivery.Done;
        if (message.Kind is MessageKind.Change && message.CreatedAtUtc + settings.Value.ChangesWait - work.Now is { Ticks: > 0 } rest)
            return Delivery.Later(rest, "Waits a moment in case the change is taken back.", countsAsFailure: false);
        if (message.IsInDoubt && !await MayRepeat(message, ct))
            return Delivery.Done;
        var passage = await gate.Ask(message, ct);
        if (passage.WhyNot is { } why)
            return await Withhold(message, why, ct);
        if (passage.NotBeforeUtc is { } end)
            return await Wait(message, end, ct);
        if (pace.Take(work.BusinessId, passage.Customer!.Email!) is { Ticks: > 0 } turn)
            return Delivery.Later(turn, "Waits its turn: many mails are going out.", countsAsFailure: false);
        var mail = await desk.Write(message, passage, ct);
        message.BeginHandOver(work.Now, new Written(mail.Recipient, mail.Subject, mail.Language, passage.Booking?.Version ?? 0));
        await work.SaveAsync(ct);
        var receipt = await desk.HandOver(mail, ct);
        try
        {
            return await WriteDown(message, receipt, passage.Stay);
        }
        catch (Exception e) when (receipt is Receipt.Taken)
        {
            await untilWritten.Try(message.MailId, work, e, services => services.GetRequiredService<SendMessage>().WriteDownTaken(message.Id, passage.Stay));
            return Delivery.Done;
        }
    }

    /// <summary>What was learnt is written down even while the host is stopping: forgetting it would send the mail again.</summary>
    private async Task<Delivery> WriteDown(Message message, Receipt receipt, IReadOnlyList<BookingCard> stay)
    {
        var delivery = Note(message, receipt);
        if (message.State is MessageState.Sent && stay.Count > 0)
            await TellTheStay(message, stay);
        await work.SaveAsync(CancellationToken.None);
        return delivery;
    }

    /// <summary>The commit whose answer was lost may have happened: then nothing is in doubt any more.</summary>
    private async Task WriteDownTaken(Guid id, IReadOnlyList<BookingCard> stay)
    {
        var message = await db.Messages.SingleOrDefaultAsync(message => message.Id == id, CancellationToken.None);
        if (message is { IsInDoubt: true })
            await WriteDown(message, new Receipt.Taken(), stay);
    }

    /// <summary>The node that began the last hand-over died in it.</summary>
    private async Task<bool> MayRepeat(Message message, CancellationToken ct)
    {
        message.Doubt();
        await work.SaveAsync(ct);
        return message.IsQueued;
    }

    /// <summary>Not postponed in the outbox: there it would hold up what may go at once. The job that reminds sends it on.</summary>
    private async Task<Delivery> Wait(Message message, DateTime end, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        message.WaitUntil(end, business.ShowTime(end));
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    private async Task<Delivery> Withhold(Message message, Reason why, CancellationToken ct)
    {
        message.Withhold(why);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>What waited for the confirmation of the itinerary has been told by it.</summary>
    private async Task TellTheStay(Message whole, IReadOnlyList<BookingCard> stay)
    {
        var versions = stay.ToDictionary(booking => booking.Id, booking => booking.Version);
        var ids = versions.Keys.ToList();
        var waiting = await db.Messages.Where(message => ids.Contains(message.BookingId) && message.CustomerId == whole.CustomerId && message.ReasonCode == Reason.AwaitsItinerary.Code).ToListAsync(CancellationToken.None);
        foreach (var single in waiting)
            single.SentIn(whole, versions[single.BookingId]);
    }

    private Delivery Note(Message message, Receipt receipt)
    {
        switch (receipt)
        {
            case Receipt.Taken:
                message.Sent(work.Now);
                return Delivery.Done;
            case Receipt.Never never:
                message.Fail(never.Why);
                return Delivery.Done;
            case Receipt.NotNow when work.Now - message.QueuedAtUtc > Message.Patience:
                message.Fail(Reason.TooLate);
                return Delivery.GiveUp(Reason.TooLate.Sentence);
            case Receipt.NotNow notNow:
                message.PutBack(notNow.Why);
                return Delivery.Later(notNow.After ?? BackOff(message.Attempts), notNow.Why.Sentence, countsAsFailure: false);
            case Receipt.Unknown:
                message.Doubt();
                return message.IsQueued ? Delivery.Later(BackOff(message.Attempts), "The mail server took the mail without an answer.", countsAsFailure: false) : Delivery.Done;
            default:
                throw new InvalidOperationException($"A {receipt.GetType().Name} is no receipt known here.");
        }
    }

    /// <summary>5 s, 20 s, about a minute, five, twenty, then every hour. Greylisting servers want to be asked again after a few minutes.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(4, Math.Min(attempts - 1, 6)), 3600));
}
