using System.Net.Mail;
using BookingPlatform.Notifications.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// Writes mails as <c>.eml</c> files that every mail program opens: for trying the platform out without a mail server.
/// A file is named after its mail, so handing the same mail over twice leaves one file.
/// </summary>
internal sealed class PickupTransport(IOptions<MailSettings> options, ILogger<PickupTransport> log) : IMailTransport
{
    private readonly MailSettings settings = options.Value;

    public bool IsSetUp => !string.IsNullOrWhiteSpace(settings.PickupFolder);

    public Task<Receipt> Send(OutgoingMail mail, CancellationToken ct)
    {
        if (PlaceholderWall.Stops(mail.Recipient))
            return Task.FromResult<Receipt>(new Receipt.Never(Reason.Placeholder));
        if (!MailAddress.TryCreate(mail.Recipient, out _))
            return Task.FromResult<Receipt>(new Receipt.Never(Reason.Malformed));
        if (!IsSetUp)
            throw new InvalidOperationException("Neither Mail__Host nor Mail__PickupFolder is set; the gate lets nothing through then.");
        return Task.FromResult(Write(mail, Path.GetFullPath(settings.PickupFolder!)));
    }

    private Receipt Write(OutgoingMail mail, string folder)
    {
        var file = Path.Combine(folder, $"{mail.MailId.Split('@')[0]}.eml");
        var draft = Path.Combine(folder, ".drafts", Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(draft);
            using (var mime = new MimeMail(mail, settings.From))
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft })
                client.Send(mime.Message);
            File.Move(Directory.GetFiles(draft).Single(), file, overwrite: true);
            return new Receipt.Taken();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            log.LogWarning(e, "The mail {MailId} could not be written to the pickup folder", mail.MailId);
            return new Receipt.NotNow(new("pickup-folder", "Waiting — the folder for mails (Mail__PickupFolder) cannot be written."), ServerIsAway: true);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }
}
