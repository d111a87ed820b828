using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace BookingPlatform.Notifications.Mail;

/// <summary>A mail as .NET's client sends it, with a witness of whether all of it went over the line.</summary>
internal sealed class MimeMail : IDisposable
{
    private readonly WitnessStream lastPart;

    public MimeMail(OutgoingMail mail, string sender)
    {
        lastPart = new WitnessStream(Bytes(mail.Attachment?.Text ?? mail.Html));
        Message = new MailMessage
        {
            From = new MailAddress(sender, OneLine.Of(mail.SenderName), Encoding.UTF8),
            Subject = OneLine.Of(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        Message.To.Add(new MailAddress(mail.Recipient, OneLine.Of(mail.RecipientName), Encoding.UTF8));
        if (mail.ReplyTo is not null && MailAddress.TryCreate(mail.ReplyTo, out var answers))
            Message.ReplyToList.Add(answers);
        Message.Headers.Add("Message-ID", $"<{mail.MailId}>");
        Message.Headers.Add("Content-Language", mail.Language);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            Message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
            Message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        // RFC 3834: answering machines leave it alone.
        Message.Headers.Add("Auto-Submitted", "auto-generated");
        Message.AlternateViews.Add(Part(new MemoryStream(Bytes(mail.Text)), MediaTypeNames.Text.Plain));
        Message.AlternateViews.Add(Part(mail.Attachment is null ? lastPart : new MemoryStream(Bytes(mail.Html)), MediaTypeNames.Text.Html));
        if (mail.Attachment is not null)
            Message.Attachments.Add(File(lastPart, mail.Attachment));
    }

    public MailMessage Message { get; }

    /// <summary>False proves that the server cannot have taken it: the end of the last part never left.</summary>
    public bool WasWrittenToTheEnd => lastPart.WasReadToTheEnd;

    private static Attachment File(Stream content, MailAttachment file)
    {
        var type = new ContentType(file.Type) { CharSet = "utf-8", Name = file.Name };
        type.Parameters["method"] = file.Method;
        return new Attachment(content, type) { TransferEncoding = TransferEncoding.Base64 };
    }

    /// <summary>Lines of text end in CR LF (RFC 2045, 6.8).</summary>
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>Base64, because .NET's quoted-printable encodes line ends too, which the standard forbids.</summary>
    private static AlternateView Part(Stream text, string type) =>
        new(text, new ContentType(type) { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 };

    public void Dispose() => Message.Dispose();

    /// <summary>The client reads a part only while it transmits it.</summary>
    private sealed class WitnessStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public bool WasReadToTheEnd { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Watch(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Watch(base.Read(buffer));

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Watch(await base.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Watch(await base.ReadAsync(buffer, cancellationToken));

        private int Watch(int read)
        {
            WasReadToTheEnd |= Position >= Length;
            return read;
        }
    }
}
