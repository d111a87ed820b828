using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Writes the mail of a message from the booking as it stands now.</summary>
internal sealed class MailWriter(TemplateBook templates)
{
    /// <exception cref="InvalidOperationException">The customer has no address; the gate lets no such message through.</exception>
    public OutgoingMail Write(Message message, Passage passage, Business business)
    {
        var customer = passage.Customer!;
        var model = Model(message.Kind, customer, passage.Booking!, business, passage.Stay);
        return new OutgoingMail
        {
            MailId = message.MailId,
            SenderName = business.Name,
            ReplyTo = business.Email,
            Recipient = customer.Email ?? throw new InvalidOperationException($"Customer {customer.Id} has no address."),
            RecipientName = customer.Name,
            Subject = Subject(message.Kind, model),
            Text = templates.Text(message.Kind, model),
            Html = templates.Html(message.Kind, model),
            Language = model.Language,
        };
    }

    /// <summary>What would stand above the message, also of one that is not sent.</summary>
    public (string Subject, string Language) Headline(MessageKind kind, CustomerCard? customer, BookingCard booking, Business business)
    {
        var model = Model(kind, customer, booking, business, []);
        return (Subject(kind, model), model.Language);
    }

    private string Subject(MessageKind kind, MailModel model) => OneLine.Of(templates.Subject(kind, model));

    private MailModel Model(MessageKind kind, CustomerCard? customer, BookingCard booking, Business business, IReadOnlyList<BookingCard> stay)
    {
        var speech = Speech.For(customer?.Language, business, templates.Languages);
        var guest = customer is null ? null : GuestName.ToGreet(customer);
        return new MailModel(guest, BusinessModel.Of(business), BookingText.Of(booking, business, speech), speech.Words, speech.Words.For(kind).Heading)
        {
            Language = speech.Culture.Name,
            Stay = stay.Select(one => BookingText.Of(one, business, speech)).ToList(),
            Direction = speech.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
        };
    }
}
