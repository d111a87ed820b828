using System.Net.Mail;

namespace BookingPlatform.Notifications.Mail;

internal static class MailIds
{
    /// <summary>A Message-ID for the life of a message: a new one of the sender's domain (RFC 5322, 3.6.4).</summary>
    public static string New(string sender) => $"{Guid.CreateVersion7():N}@{new MailAddress(sender).Host}";
}
