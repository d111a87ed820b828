using System.Buffers.Binary;
using System.Security.Cryptography;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Reminders;

/// <summary>
/// A booking is reminded of when its hour has come and nothing was said about it since then: so a booking made or moved at short notice needs no reminder on top, one that is moved away is
/// reminded of anew, and a node that was down catches up with one message. What makes a reminder one message is computed from booking, start and hours, so nodes that look at the same time make the same one.
/// </summary>
internal sealed class RemindInBusiness(NotificationsDb db, IBookingLog log, ICustomers customers, MessageGate gate, MailDesk desk, Work work, IOptions<MailSettings> mail)
{
    private const int Most = 5000;

    /// <returns>How many messages it put on their way.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var released = await Release(ct);
        if (await db.Switches.AsNoTracking().SingleOrDefaultAsync(ct) is not { Reminders: { Count: > 0 } hours })
            return released;
        foreach (var due in await Due(hours, ct))
            released += await Remind(due, ct);
        return released;
    }

    private async Task<int> Release(CancellationToken ct)
    {
        var waiting = await db.Messages.Where(message => message.NotBeforeUtc <= work.Now && message.State == MessageState.Queued).ToListAsync(ct);
        foreach (var message in waiting)
            message.QueueIn(work);
        if (waiting.Count > 0)
            await work.SaveAsync(ct);
        return waiting.Count;
    }

    private sealed record DueReminder(LoggedBooking Booking, int Hours)
    {
        public DateTime SinceUtc => Booking.StartsAtUtc.AddHours(-Hours);
    }

    private async Task<IReadOnlyList<DueReminder>> Due(IReadOnlyList<int> hours, CancellationToken ct)
    {
        var now = work.Now;
        var near = (await log.Between(now, now.AddHours(hours.Max()), Most, ct))
            .Where(booking => booking.Status is BookingStatus.Booked && booking.StartsAtUtc > now)
            .Select(booking => new DueReminder(booking, hours.Where(hour => booking.StartsAtUtc.AddHours(-hour) <= now).Min()))
            .ToList();
        var ids = near.Select(one => one.Booking.Id).ToArray();
        var heard = await db.Messages.Where(message => EF.Parameter(ids).Contains(message.BookingId))
            .GroupBy(message => message.BookingId).Select(said => new { said.Key, Last = said.Max(one => one.CreatedAtUtc) }).ToDictionaryAsync(said => said.Key, said => said.Last, ct);
        // A booking from elsewhere has no message of ours; then when it was made counts.
        return near.Where(one => Later(heard.GetValueOrDefault(one.Booking.Id), one.Booking.MadeAtUtc) < one.SinceUtc).ToList();
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private async Task<int> Remind(DueReminder due, CancellationToken ct)
    {
        var (booking, customer) = (due.Booking, await customers.FindKept(due.Booking.CustomerId, ct));
        var message = new Message
        {
            CustomerId = customer?.Id ?? booking.CustomerId,
            BookingId = booking.Id,
            Kind = MessageKind.Reminder,
            BookingVersion = 0,
            RemindsOfUtc = booking.StartsAtUtc,
            CauseId = CauseOf(booking, due.Hours),
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
        // The unique index speaks when another node reminded in the meantime.
        return await work.TrySaveAsync(ct) && passage.WhyNot is null ? 1 : 0;
    }

    private static Guid CauseOf(LoggedBooking booking, int hours)
    {
        Span<byte> about = stackalloc byte[28];
        booking.Id.TryWriteBytes(about);
        BinaryPrimitives.WriteInt64BigEndian(about[16..], booking.StartsAtUtc.Ticks);
        BinaryPrimitives.WriteInt32BigEndian(about[24..], hours);
        return new Guid(SHA256.HashData(about).AsSpan(0, 16));
    }
}
