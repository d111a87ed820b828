using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using BookingPlatform.Notifications.Domain;

namespace BookingPlatform.Notifications.Mail;

/// <summary>What a mail server's answer, or its silence, means for the message (RFC 5321, 4.2.1: 4xx later, 5xx never).</summary>
internal static class SmtpAnswers
{
    private const string ServersWords = "The server response was: ";

    /// <param name="fault">What .NET's client threw.</param>
    /// <param name="wasWrittenToTheEnd">Whether all of the mail had been transmitted; only then can it have been taken.</param>
    public static Receipt Understand(Exception fault, bool wasWrittenToTheEnd)
    {
        if (fault is SmtpException smtp && (int)smtp.StatusCode > 0)
            return Answered(smtp);
        if (IsAboutLettersOfTheAddress(fault))
            return new Receipt.Never(new("address-letters", "Not sent — the mail server cannot send to an address with such letters before the @."));
        if (wasWrittenToTheEnd)
            return new Receipt.Unknown();
        return new Receipt.NotNow(new("mail-server-away", Silence(fault)), ServerIsAway: true);
    }

    /// <summary>.NET's client says this in words only: the server knows no SMTPUTF8 (RFC 6531).</summary>
    private static bool IsAboutLettersOfTheAddress(Exception fault) =>
        fault is SmtpException && fault.Message.Contains("ASCII local-parts", StringComparison.Ordinal);

    public static Receipt Away(TimeSpan wait) =>
        new Receipt.NotNow(new("mail-server-away", "Waiting — the mail server did not answer a moment ago."), ServerIsAway: true, wait);

    private static Receipt Answered(SmtpException smtp) => (int)smtp.StatusCode switch
    {
        421 => new Receipt.NotNow(new("mail-server-busy", "Waiting — the mail server is busy."), ServerIsAway: true),
        530 or 534 or 535 or 538 => new Receipt.NotNow(new("mail-login", "Waiting — the mail server does not accept the sign-in in the settings (Mail__User, Mail__Password)."), ServerIsAway: true),
        450 => new Receipt.NotNow(new("try-later", "Waiting — the mail server asked to try again later.")),
        451 => new Receipt.NotNow(new("try-later", "Waiting — the mail server could not take the message just now.")),
        452 => new Receipt.NotNow(new("try-later", "Waiting — the mailbox or the mail server is full.")),
        >= 400 and < 500 => new Receipt.NotNow(new("try-later", "Waiting — the mail server asked to try again later.")),
        >= 500 and < 600 => new Receipt.Never(Reason.Refused(Plain(smtp), Words(smtp))),
        _ => new Receipt.NotNow(new("try-later", "Waiting — the mail server gave an answer that means nothing.")),
    };

    private static string Plain(SmtpException smtp) => ((int)smtp.StatusCode, smtp) switch
    {
        (550 or 551 or 553, SmtpFailedRecipientException) => "the mail server knows no such mailbox, or takes no mail for it.",
        (552, _) => "the mailbox is full or the message too large for it.",
        (554, _) => "the mail server refused the message.",
        (550 or 553, _) => "the mail server does not accept our sender address (Mail__From).",
        _ => "the mail server refused it for good.",
    };

    private static string Words(SmtpException smtp)
    {
        var start = smtp.Message.IndexOf(ServersWords, StringComparison.Ordinal);
        var words = start < 0 ? smtp.Message : smtp.Message[(start + ServersWords.Length)..];
        return $"{(int)smtp.StatusCode} {words}";
    }

    private static string Silence(Exception fault) => Causes(fault).Select(Cause).FirstOrDefault(cause => cause is not null)
        ?? "Waiting — the mail server broke off or did not answer in time.";

    private static string? Cause(Exception cause) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "Waiting — there is no mail server of the name in the settings (Mail__Host).",
        SocketException => "Waiting — the mail server cannot be reached.",
        AuthenticationException => "Waiting — the mail server's certificate is not trusted.",
        SmtpException { InnerException: null } plain when plain.Message.Contains("secure connection", StringComparison.OrdinalIgnoreCase) =>
            "Waiting — the mail server offers no STARTTLS (Mail__StartTls).",
        _ => null,
    };

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
