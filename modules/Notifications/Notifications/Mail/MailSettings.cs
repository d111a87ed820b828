using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>How mail leaves the house; section <c>Mail</c> of the configuration (<c>Mail__Host</c> …).</summary>
internal sealed class MailSettings
{
    /// <summary>Name of the mail server; without it mails are written to <see cref="PickupFolder"/>, and without that nothing is sent.</summary>
    public string? Host { get; set; }

    /// <summary>587, the submission port (RFC 6409). 465 speaks TLS from the first byte, which .NET's client does not.</summary>
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address; its name is the business's.</summary>
    public string From { get; set; } = "no-reply@localhost";

    public bool StartTls { get; set; } = true;

    /// <summary>One conversation with the mail server at most.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a message about a change waits, so that staff can take a slip of the mouse back before the customer reads of it.</summary>
    public TimeSpan ChangesWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where mails are written as <c>.eml</c> files while no server is named.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>Mails a minute for one business, on each node.</summary>
    public int PerMinute { get; set; } = 600;

    /// <summary>Mails a minute to one mail host, for all businesses, on each node.</summary>
    public int PerMinuteToHost { get; set; } = 300;

    /// <summary>Advertising mails a minute for one business, on all nodes together: so that a mailing to thousands leaves room for confirmations.</summary>
    public int AdvertisingPerMinute { get; set; } = 200;

    /// <summary>Where mails that came back are read from: single mails or mailbox files; null for nowhere.</summary>
    public string? BounceFolder { get; set; }

    [MemberNotNullWhen(true, nameof(Host))]
    public bool HasServer => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>Refuses settings that could never work, when the host starts and in words that say what to set.</summary>
internal sealed class MailSettingsCheck : IValidateOptions<MailSettings>
{
    public ValidateOptionsResult Validate(string? name, MailSettings options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailSettings mail)
    {
        if (!MailAddress.TryCreate(mail.From, out var from))
            yield return $"Mail__From is '{mail.From}', which is no address.";
        if (mail.ChangesWait < TimeSpan.Zero || mail.ChangesWait > TimeSpan.FromHours(1))
            yield return "Mail__ChangesWait is between nothing and an hour.";
        if (mail.PerMinute < 1 || mail.PerMinuteToHost < 1)
            yield return "Mail__PerMinute and Mail__PerMinuteToHost are at least 1.";
        if (mail.AdvertisingPerMinute is < 1 or > 1000)
            yield return "Mail__AdvertisingPerMinute is between 1 and 1000.";
        if (!mail.HasServer)
            yield break;
        if (mail.Port == 465)
            yield return "Mail__Port is 465, where the server expects TLS from the first byte and the conversation would hang. Use 587, where it is started with STARTTLS.";
        if (mail.Port is < 1 or > 65535)
            yield return $"Mail__Port is {mail.Port}; a port is between 1 and 65535.";
        if (from is { Host: "localhost" } || (from is not null && PlaceholderWall.Stops(from.Address)))
            yield return $"Mail__From is '{mail.From}'. With Mail__Host set it must be an address of yours that guests' mail servers accept.";
        if (!string.IsNullOrEmpty(mail.User) && !mail.StartTls)
            yield return "Mail__User is set and Mail__StartTls is off, so the password would travel in the clear. Switch Mail__StartTls on.";
        if (mail.Timeout < TimeSpan.FromSeconds(1))
            yield return "Mail__Timeout is shorter than a second.";
    }
}
