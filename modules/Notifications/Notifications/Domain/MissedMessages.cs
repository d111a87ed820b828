using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Notifications.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Domain;

/// <summary>
/// What a customer should have been told and could not be, as far as it still matters: one message for each coming booking, because every message
/// tells the booking as it stands now. The confirmation stands for the changes withheld beside it.
/// </summary>
internal sealed class MissedMessages(NotificationsDb db, IBookings bookings)
{
    public async Task<IReadOnlyList<Message>> Of(Guid customerId, CancellationToken ct)
    {
        var coming = (await bookings.Coming(customerId, ct)).Select(booking => booking.Id).ToList();
        if (coming.Count == 0)
            return [];
        var missed = await Withheld.Where(message => message.CustomerId == customerId && coming.Contains(message.BookingId)).ToListAsync(ct);
        return missed.GroupBy(message => message.BookingId).Select(Foremost).OrderBy(message => coming.IndexOf(message.BookingId)).ToList();
    }

    /// <summary>The others withheld for the same booking and customer; they are told with this one.</summary>
    public Task<List<Message>> Beside(Message message, CancellationToken ct) => Withheld
        .Where(other => other.BookingId == message.BookingId && other.CustomerId == message.CustomerId && other.Id != message.Id && other.Kind != MessageKind.Cancellation)
        .ToListAsync(ct);

    /// <summary>Withheld for a reason that an email can mend, or come back, and not told by a later message since.</summary>
    private IQueryable<Message> Withheld => db.Messages.Where(message => (message.State == MessageState.Bounced || message.State == MessageState.Suppressed && Reason.Missed.Contains(message.ReasonCode!))
        && !db.Messages.Any(sent => sent.BookingId == message.BookingId && sent.CustomerId == message.CustomerId
            && sent.State == MessageState.Sent && sent.ToldVersion >= message.BookingVersion));

    private static Message Foremost(IEnumerable<Message> ofOneBooking) => ofOneBooking
        .OrderBy(message => message.Kind)
        .ThenByDescending(message => message.BookingVersion)
        .First();
}
