using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Templates;

namespace BookingPlatform.Notifications.Mail;

/// <summary>Writes mails in the business's name and hands them over.</summary>
internal sealed class MailDesk(MailWriter writer, IMailTransport transport, IBusinesses businesses, Work work)
{
    public async Task<OutgoingMail> Write(Message message, Passage passage, CancellationToken ct) =>
        writer.Write(message, passage, await businesses.Get(work.BusinessId, ct));

    /// <summary>Notes on the message what stands above it, so that staff recognise it also when it is not sent.</summary>
    public async Task Headline(Message message, Passage passage, CancellationToken ct)
    {
        if (passage.Booking is not { } booking)
            return;
        var (subject, language) = writer.Headline(message.Kind, passage.Customer, booking, await businesses.Get(work.BusinessId, ct));
        message.Headline(subject, language);
    }

    public Task<Receipt> HandOver(OutgoingMail mail, CancellationToken ct) => transport.Send(mail, ct);
}
