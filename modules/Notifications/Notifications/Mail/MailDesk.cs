using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Advertising;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Mail;

/// <summary>Writes mails in the business's name and hands them over.</summary>
internal sealed class MailDesk(MailWriter writer, OwnTemplates own, MailingTexts mailings, IMailTransport transport, IBusinesses businesses, Work work)
{
    public async Task<OutgoingMail> Write(Message message, Passage passage, CancellationToken ct) =>
        writer.Write(message, passage, await businesses.Get(work.BusinessId, ct), await Fill(message, passage, ct));

    /// <summary>Notes on the message what stands above it, so that staff recognise it also when it is not sent.</summary>
    public async Task Headline(Message message, Passage passage, CancellationToken ct)
    {
        if (passage.Booking is null)
            return;
        var page = await Fill(message, passage, ct);
        message.Headline(page.Subject, page.Model.Language);
    }

    public Task<Receipt> HandOver(OutgoingMail mail, CancellationToken ct) => transport.Send(mail, ct);

    private async Task<MailPage> Fill(Message message, Passage passage, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var speech = writer.SpeechOf(passage.Customer, business);
        if (message.MailingId is { } mailing)
            return await mailings.Fill(mailing, new(passage, message.Id), business, ct);
        var model = writer.Model(message.Kind, passage, business, speech);
        return await own.Fill(message.Kind, speech, model, writer.Default(message.Kind, speech), ct);
    }
}
