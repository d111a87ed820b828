using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features;

/// <summary>
/// Something happened to a booking: a message about it is queued, or kept with the reason why it is not sent (S0-29).
/// It goes to the record that stands for the customer by now, should theirs have been merged meanwhile. Preparing and sending are two deliveries, so that a mail server that is away repeats the sending only.
/// </summary>
internal sealed class PrepareMessage(NotificationsDb db, ICustomers customers, MessageGate gate, MailDesk desk, Work work, IOptions<MailSettings> mail)
    : IDeliver<BookingMade>, IDeliver<BookingMoved>, IDeliver<BookingCancelled>
{
    public Task<Delivery> Deliver(Envelope<BookingMade> envelope, CancellationToken ct) =>
        Prepare(envelope.Id, MessageKind.Confirmation, (envelope.Fact.BookingId, envelope.Fact.CustomerId, 0), ct);

    public Task<Delivery> Deliver(Envelope<BookingMoved> envelope, CancellationToken ct) =>
        Prepare(envelope.Id, MessageKind.Change, (envelope.Fact.BookingId, envelope.Fact.CustomerId, envelope.Fact.Version), ct);

    public Task<Delivery> Deliver(Envelope<BookingCancelled> envelope, CancellationToken ct) =>
        Prepare(envelope.Id, MessageKind.Cancellation, (envelope.Fact.BookingId, envelope.Fact.CustomerId, envelope.Fact.Version), ct);

    private async Task<Delivery> Prepare(Guid cause, MessageKind kind, (Guid Booking, Guid Customer, int Version) about, CancellationToken ct)
    {
        if (await db.Messages.AnyAsync(known => known.CauseId == cause && known.Kind == kind, ct))
            return Delivery.Done;
        var message = new Message
        {
            CustomerId = (await customers.FindKept(about.Customer, ct))?.Id ?? about.Customer,
            BookingId = about.Booking,
            Kind = kind,
            BookingVersion = about.Version,
            CauseId = cause,
            CreatedAtUtc = work.Now,
            MailId = MailIds.New(mail.Value.From),
        };
        db.Messages.Add(message);
        var passage = await gate.Ask(message, ct);
        await desk.Headline(message, passage, ct);
        if (passage.WhyNot is { } why)
            message.Withhold(why);
        else
            message.QueueIn(work);
        // The unique index speaks when another node prepared it in the meantime; then it is prepared.
        await work.TrySaveAsync(ct);
        return Delivery.Done;
    }
}
