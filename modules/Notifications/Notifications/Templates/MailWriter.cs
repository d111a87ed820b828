using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Calendar;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Writes the mail of a message from the booking as it stands now.</summary>
internal sealed class MailWriter(TemplateBook templates, BookingCalendar calendar)
{
    /// <exception cref="InvalidOperationException">The customer has no address; the gate lets no such message through.</exception>
    public OutgoingMail Write(Message message, Passage passage, Business business, MailPage page)
    {
        var customer = passage.Customer!;
        return new OutgoingMail
        {
            MailId = message.MailId,
            SenderName = business.Name,
            ReplyTo = business.Email,
            Recipient = customer.Email ?? throw new InvalidOperationException($"Customer {customer.Id} has no address."),
            RecipientName = customer.Name,
            Subject = page.Subject,
            Text = page.Text(),
            Html = page.Html(),
            Language = page.Model.Language,
            Unsubscribe = page.Model.UnsubscribeLink,
            Attachment = passage.Booking is null ? null : calendar.For(message.Kind, passage.Stay.Count > 0 ? passage.Stay : [passage.Booking], customer, business, SpeechOf(customer, business)),
        };
    }

    /// <summary>The language the customer is written to in.</summary>
    public Speech SpeechOf(CustomerCard? customer, Business business) => Speech.For(customer?.Language, business, templates.Languages);

    public MailTemplate Default(MessageKind kind, Speech speech) => templates.Template(kind, speech.Words);

    /// <summary>Everything a template of that kind may name.</summary>
    public MailModel Model(MessageKind kind, Passage about, Business business, Speech speech)
    {
        var guest = about.Customer is null ? null : GuestName.ToGreet(about.Customer);
        return new MailModel(guest, BusinessModel.Of(business), about.Booking is null ? null : BookingText.Of(about.Booking, business, speech), speech.Words)
        {
            Language = speech.Culture.Name,
            Stay = about.Stay.Select(one => BookingText.Of(one, business, speech)).ToList(),
            Direction = speech.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
            CalendarLink = about.Booking is null || kind is MessageKind.Cancellation or MessageKind.Itinerary or MessageKind.Advertising ? null : calendar.LinkTo(about.Booking, business),
        };
    }
}
