using System.Text.RegularExpressions;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>
/// Reads delivery status notifications (RFC 3464) and complaints (RFC 5965) out of mails and mailbox files (RFC 4155). Only reports that quote the Message-ID of the mail are of use:
/// it is random, so nobody can make one up for a mail they have not seen.
/// </summary>
internal static partial class ReadReports
{
    /// <summary>Longest mail looked at; a report that carries the whole mail back is cut off behind what counts.</summary>
    private const int Longest = 1_000_000;

    /// <summary>One mail, or a mailbox file with many.</summary>
    public static IEnumerable<BounceReport> Of(string file) => Mails(file.ReplaceLineEndings("\n")).SelectMany(OfMail);

    private static IEnumerable<string> Mails(string file) => file.StartsWith("From ", StringComparison.Ordinal)
        ? FromLine().Split("\n" + file).Where(mail => mail.Length > 0)
        : [file];

    private static IEnumerable<BounceReport> OfMail(string text)
    {
        var parts = MailPart.Read(text.Length > Longest ? text[..Longest] : text).All().ToList();
        if (MailIdOf(parts) is not { } mailId)
            return [];
        var complaint = parts.Where(part => part.Type == "message/feedback-report").Select(part => Complaint(mailId, part)).FirstOrDefault();
        return complaint is not null
            ? [complaint]
            : parts.Where(part => part.Type is "message/delivery-status" or "message/global-delivery-status").SelectMany(part => Failures(mailId, part.Decoded()));
    }

    /// <summary>The mail it is about travels along, whole or with its headers only.</summary>
    private static string? MailIdOf(List<MailPart> parts) => parts
        .Where(part => part.Type is "message/rfc822" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global" or "message/global-headers")
        .Select(part => MailPart.Read(part.Decoded().TrimStart('\n')).Headers.GetValueOrDefault("message-id"))
        .Select(id => id?.Trim('<', '>', ' '))
        .FirstOrDefault(id => id is { Length: > 0 and < 320 });

    private static BounceReport Complaint(string mailId, MailPart report)
    {
        var fields = MailPart.Fields(report.Decoded());
        return new BounceReport(mailId, BounceKind.Complaint, Address(fields.GetValueOrDefault("original-rcpt-to")), fields.GetValueOrDefault("feedback-type"));
    }

    /// <summary>One group of fields for each recipient, behind one about the mail; delays and deliveries are no failures.</summary>
    private static IEnumerable<BounceReport> Failures(string mailId, string status) => EmptyLine().Split(status.ReplaceLineEndings("\n").Trim('\n'))
        .Select(MailPart.Fields)
        .Where(group => group.GetValueOrDefault("action", "").Trim().Equals("failed", StringComparison.OrdinalIgnoreCase))
        .Select(group => new BounceReport(mailId, BounceReport.KindOf(group.GetValueOrDefault("status")?.Split(' ')[0]),
            Address(group.GetValueOrDefault("original-recipient")) ?? Address(group.GetValueOrDefault("final-recipient")),
            $"{group.GetValueOrDefault("status")} {Words(group.GetValueOrDefault("diagnostic-code"))}".Trim()));

    /// <summary><c>rfc822;anna@guest.example</c>.</summary>
    private static string? Address(string? typed) => typed is null ? null : typed[(typed.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim('<', '>', ' ') is { Length: > 0 } address ? address : null;

    private static string? Words(string? diagnostic) => Address(diagnostic);

    [GeneratedRegex(@"\n(?=From \S)From [^\n]*\n")]
    private static partial Regex FromLine();

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex EmptyLine();
}
