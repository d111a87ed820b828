using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Mail;

/// <summary>Hands a mail to the outside world, once per call. It never throws for what servers and networks do; that is its receipt.</summary>
internal interface IMailTransport
{
    /// <summary>Whether there is anywhere to hand mails to.</summary>
    bool IsSetUp { get; }

    Task<Receipt> Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>A mail as it is to be read. Headers are made safe where the mail is put together, not here.</summary>
internal sealed record OutgoingMail
{
    /// <summary>Message-ID without the angle brackets.</summary>
    public required string MailId { get; init; }

    public required string SenderName { get; init; }

    /// <summary>Where answers go; null for the sender.</summary>
    public required string? ReplyTo { get; init; }

    public required string Recipient { get; init; }

    public required string RecipientName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Of advertising the address where its reader ends it, which mail programs offer as a button (RFC 8058); null for everything else.</summary>
    public string? Unsubscribe { get; init; }

    public MailAttachment? Attachment { get; init; }
}

/// <summary>A text file that goes with a mail.</summary>
internal sealed record MailAttachment(string Name, string Type, string Text)
{
    /// <summary>What a calendar file asks for (RFC 6047, 2.4).</summary>
    public required string Method { get; init; }
}

/// <summary>What became of a hand-over.</summary>
internal abstract record Receipt
{
    /// <summary>The server has taken it.</summary>
    internal sealed record Taken : Receipt;

    /// <summary>The server has certainly not taken it, and may later.</summary>
    /// <param name="Why">For the front desk and the Jobs page.</param>
    /// <param name="ServerIsAway">The whole server, not this message: then it is not asked again before <paramref name="After"/>.</param>
    internal sealed record NotNow(Reason Why, bool ServerIsAway = false, TimeSpan? After = null) : Receipt;

    /// <summary>It will never take it.</summary>
    internal sealed record Never(Reason Why) : Receipt;

    /// <summary>All of it was sent and no answer came.</summary>
    internal sealed record Unknown : Receipt;
}
