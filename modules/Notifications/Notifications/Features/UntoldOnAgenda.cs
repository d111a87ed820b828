using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Notifications.Features;

/// <summary>Above the agenda: how many guests do not know how their coming booking stands (S0-30).</summary>
internal sealed class UntoldNote(NotificationsDb db, IBookings bookings, Work work) : IAgendaNotes
{
    public string Right => Rights.SeeMessages;

    public async Task<AgendaNote?> Look(CancellationToken ct)
    {
        var open = await ListUntold.Open(db).OrderByDescending(message => message.CreatedAtUtc).Select(message => new { message.BookingId, message.CustomerId }).Take(ListUntold.Most).ToListAsync(ct);
        if (open.Count == 0)
            return null;
        var coming = (await bookings.FindMany(open.Select(one => one.BookingId).Distinct().ToList(), ct)).Count(booking => booking.EndsAtUtc > work.Now && open.Exists(one => one.BookingId == booking.Id && one.CustomerId == booking.CustomerId));
        return coming == 0 ? null : new($"{coming} not told", "mail-exclamation", "/messages/untold");
    }
}

/// <summary>On the card of the booking itself. That a customer without an email has no confirmation is said by its other mark already.</summary>
internal sealed class UntoldWarnings(NotificationsDb db, IBookings bookings) : IBookingWarnings
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct)
    {
        var ids = bookingIds.ToArray();
        var open = await ListUntold.Open(db).Where(message => EF.Parameter(ids).Contains(message.BookingId) && (message.Kind == MessageKind.Change || message.ReasonCode != Reason.NoEmail.Code))
            .Select(message => new { message.BookingId, message.CustomerId, message.Kind, message.BookingVersion }).ToListAsync(ct);
        if (open.Count == 0)
            return new Dictionary<Guid, string>();
        var owners = await bookings.CustomersOf(open.Select(one => one.BookingId).Distinct().ToList(), ct);
        return open.Where(one => owners.GetValueOrDefault(one.BookingId) == one.CustomerId).GroupBy(one => one.BookingId)
            .ToDictionary(one => one.Key, one => one.MaxBy(message => message.BookingVersion)!.Kind is MessageKind.Change ? "Not told about the new time" : "No confirmation reached the guest");
    }
}
