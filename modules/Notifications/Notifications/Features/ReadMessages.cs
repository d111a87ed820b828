using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>What the panels show: the messages of a booking or a customer, newest first, and which of them staff can send now.</summary>
internal sealed class ReadMessages(NotificationsDb db, MissedMessages missed, MessageGate gate)
{
    private const int MostOfCustomer = 20;

    /// <param name="Messages">Newest first.</param>
    /// <param name="Sendable">Those that pass the gate now: missed or failed ones.</param>
    /// <param name="Missed">How many the customer missed about coming bookings, whether they can be sent yet or not.</param>
    internal sealed record Shown(IReadOnlyList<Message> Messages, IReadOnlySet<Guid> Sendable, int Missed);

    public Task<Shown> OfBooking(Guid bookingId, Guid customerId, CancellationToken ct) =>
        Show(db.Messages.Where(message => message.BookingId == bookingId && message.CustomerId == customerId), customerId, ct);

    public Task<Shown> OfCustomer(Guid customerId, CancellationToken ct) =>
        Show(db.Messages.Where(message => message.CustomerId == customerId), customerId, ct);

    private async Task<Shown> Show(IQueryable<Message> asked, Guid customerId, CancellationToken ct)
    {
        var messages = await asked.AsNoTracking().OrderByDescending(message => message.CreatedAtUtc).ThenByDescending(message => message.Id).Take(MostOfCustomer).ToListAsync(ct);
        var ofCustomer = await missed.Of(customerId, ct);
        var sendable = new HashSet<Guid>();
        foreach (var message in messages.Where(message => message.State is MessageState.Failed or MessageState.Bounced || message.ReasonCode == Reason.StaffChoseSo.Code || ofCustomer.Any(one => one.Id == message.Id)))
        {
            if ((await gate.Ask(message, ct)).WhyNot is null)
                sendable.Add(message.Id);
        }

        return new Shown(messages, sendable, ofCustomer.Count);
    }
}
