using System.Net.Mail;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Calendar;

/// <summary>Bookings as calendar files: attached to mails, and behind a link that only the guest has.</summary>
internal sealed class BookingCalendar(GuestTokens tokens, IOptions<WebSettings> web, IOptions<MailSettings> mail, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Null while this installation does not know its own address.</summary>
    public string? LinkTo(BookingCard booking, Business business) =>
        web.Value.LinkToGuestPage(business.Slug, $"calendar/{tokens.For(TokenPurpose.Calendar, business.Id, booking.Id)}.ics");

    /// <summary>The file of a mail; null for kinds that change nothing in a calendar.</summary>
    public MailAttachment? For(MessageKind kind, IReadOnlyList<BookingCard> bookings, CustomerCard customer, Business business, Speech speech)
    {
        CalendarMethod? method = kind switch
        {
            MessageKind.Confirmation or MessageKind.Change => CalendarMethod.Request,
            MessageKind.Cancellation => CalendarMethod.Cancel,
            // Of one meeting only may be asked at a time (RFC 5546, 3.2.2); several are published.
            MessageKind.Itinerary => CalendarMethod.Publish,
            _ => null,
        };
        if (method is not { } asked)
            return null;
        var guest = asked is CalendarMethod.Publish ? null : new CalendarPerson(customer.Name, customer.Email!);
        var events = bookings.Select(booking => Event(booking, business, speech) with { Attendee = guest });
        return new MailAttachment("booking.ics", "text/calendar", CalendarFile.Write(asked, events, Now)) { Method = CalendarFile.Code(asked) };
    }

    /// <summary>The file behind the link, as the booking stands now.</summary>
    public string Download(BookingCard booking, Business business, Speech speech) => CalendarFile.Write(CalendarMethod.Publish, [Event(booking, business, speech)], Now);

    private CalendarEvent Event(BookingCard booking, Business business, Speech speech)
    {
        var lines = BookingText.Of(booking, business, speech).Lines(speech.Words.Labels).Select(line => $"{line.Label}{speech.Words.Colon}{line.Value}");
        return new CalendarEvent(booking.Id, booking.Version, booking.StartsAtUtc, booking.EndsAtUtc, $"{booking.Service}, {business.Name}")
        {
            Description = [.. lines, .. business.Phone is { } phone ? [phone] : Array.Empty<string>()],
            Location = business.Name,
            Organizer = new CalendarPerson(business.Name, business.Email ?? new MailAddress(mail.Value.From).Address),
            IsCancelled = booking.Status is BookingStatus.Cancelled,
        };
    }
}
