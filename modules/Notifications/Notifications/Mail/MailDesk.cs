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
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

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

    /// <summary>A mail that is on its way when the node has to stop, or to let go, gets a few seconds to be answered for: cut off after its last dot it would be in doubt and go twice.</summary>
    public async Task<Receipt> HandOver(OutgoingMail mail, CancellationToken ct)
    {
        using var cut = new CancellationTokenSource();
        await using var stopping = ct.Register(() => cut.CancelAfter(Grace));
        return await transport.Send(mail, cut.Token);
    }

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
