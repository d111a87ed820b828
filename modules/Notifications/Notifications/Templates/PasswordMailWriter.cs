using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Writes the mail with a link to set a password, in the customer's language.</summary>
internal sealed class PasswordMailWriter(TemplateBook templates, IOptions<MailSettings> mail)
{
    private static readonly Business Nobody = new(Guid.Empty, "", "", "Etc/UTC", "EUR", "en-GB", "GB");

    /// <exception cref="InvalidOperationException">The customer has no address; the gate lets none such through.</exception>
    public OutgoingMail Write(CustomerCard customer, Business business, string link)
    {
        var speech = SpeechFor(customer, business);
        var model = new PasswordMailModel(GuestName.ToGreet(customer), BusinessModel.Of(business), speech.Words, link, (int)GuestLink.Lifetime.TotalMinutes)
        {
            Language = speech.Culture.Name,
            Direction = speech.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr",
        };
        var (subject, text, html) = templates.Password(model);
        return new OutgoingMail
        {
            MailId = MailIds.New(mail.Value.From),
            SenderName = business.Name,
            ReplyTo = business.Email,
            Recipient = customer.Email ?? throw new InvalidOperationException($"Customer {customer.Id} has no address."),
            RecipientName = customer.Name,
            Subject = OneLine.Of(subject),
            Text = text,
            Html = html,
            Language = model.Language,
        };
    }

    /// <summary>The language for a guest; for nobody in particular the business's, and without that English.</summary>
    public Speech SpeechFor(CustomerCard? customer, Business? business) => Speech.For(customer?.Language, business ?? Nobody, templates.Languages);
}
