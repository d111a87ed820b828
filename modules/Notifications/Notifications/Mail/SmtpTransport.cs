using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using BookingPlatform.Notifications.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>Hands mails to a mail server by SMTP submission with STARTTLS. While the server is away it is left in peace, so that a thousand waiting mails do not each wait for a timeout.</summary>
internal sealed class SmtpTransport(IOptions<MailSettings> options, TimeProvider clock, ILogger<SmtpTransport> log) : IMailTransport
{
    private static readonly TimeSpan Peace = TimeSpan.FromSeconds(10);
    private readonly MailSettings settings = options.Value;
    private long awayUntilTicks;

    public bool IsSetUp => true;

    public async Task<Receipt> Send(OutgoingMail mail, CancellationToken ct)
    {
        if (PlaceholderWall.Stops(mail.Recipient))
            return new Receipt.Never(Reason.Placeholder);
        if (!MailAddress.TryCreate(mail.Recipient, out _))
            return new Receipt.Never(Reason.Malformed);
        if (AwayFor() is { } wait)
            return SmtpAnswers.Away(wait);
        var receipt = await HandOver(mail, ct);
        if (receipt is Receipt.NotNow { ServerIsAway: true })
            Interlocked.Exchange(ref awayUntilTicks, (clock.GetUtcNow() + Peace).UtcTicks);
        return receipt;
    }

    private async Task<Receipt> HandOver(OutgoingMail mail, CancellationToken ct)
    {
        using var mime = new MimeMail(mail, settings.From);
        using var timeout = new CancellationTokenSource(settings.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var client = Client(mime.Message.To[0]);
            await client.SendMailAsync(mime.Message, both.Token);
            return new Receipt.Taken();
        }
        catch (Exception e) when (e is SmtpException or IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // Id and kind of fault only: the server's words may quote the guest's address.
            log.LogWarning("The mail {MailId} was not acknowledged: {Fault} {Status}", mail.MailId, e.GetType().Name, (e as SmtpException)?.StatusCode);
            return SmtpAnswers.Understand(e, mime.WasWrittenToTheEnd);
        }
    }

    private SmtpClient Client(MailAddress recipient)
    {
        var client = new SmtpClient(settings.Host!, settings.Port)
        {
            EnableSsl = settings.StartTls,
            // Raw UTF-8 headers (SMTPUTF8) bounce at servers that do not know them, so they are used only where the address itself needs them.
            DeliveryFormat = recipient.User.All(char.IsAscii) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
        };
        if (!string.IsNullOrEmpty(settings.User))
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        return client;
    }

    private TimeSpan? AwayFor()
    {
        var left = new TimeSpan(Interlocked.Read(ref awayUntilTicks) - clock.GetUtcNow().UtcTicks);
        return left > TimeSpan.Zero ? left : null;
    }
}
