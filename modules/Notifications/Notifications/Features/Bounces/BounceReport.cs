namespace BookingPlatform.Notifications.Features.Bounces;

internal enum BounceKind
{
    /// <summary>The mailbox does not exist, or will never take mail.</summary>
    Hard,

    /// <summary>This mail did not arrive; the next may.</summary>
    Soft,

    /// <summary>It arrived, and its reader reported it as unwanted.</summary>
    Complaint,
}

/// <summary>What somebody says became of one mail.</summary>
/// <param name="MailId">Message-ID of the mail, without brackets.</param>
/// <param name="Kind">What is said.</param>
/// <param name="Recipient">Whom it had been sent to; null when that is not said.</param>
/// <param name="Detail">The other server's words; null for none.</param>
internal sealed record BounceReport(string MailId, BounceKind Kind, string? Recipient, string? Detail)
{
    /// <summary>
    /// Enhanced status codes (RFC 3463): 5.1.x is about the address, 5.2.1 a mailbox that was closed. Full mailboxes, sizes and policies (5.2.2, 5.3.4, 5.7.x) say nothing about the next mail.
    /// </summary>
    public static BounceKind KindOf(string? status) =>
        status is not null && (status.StartsWith("5.1.", StringComparison.Ordinal) || status is "5.0.0" or "5.2.1") ? BounceKind.Hard : BounceKind.Soft;
}
