using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Tests;

/// <summary>A mail to start from.</summary>
internal static class Mails
{
    public static OutgoingMail Plain() => new()
    {
        MailId = "0190@harbour.example",
        SenderName = "Harbour Hotel & Spa",
        ReplyTo = "hello@harbour.example",
        Recipient = "anna@guest.example",
        RecipientName = "Anna Smyth",
        Subject = "Booking confirmed",
        Text = "Hello",
        Html = "<p>Hello</p>",
        Language = "en-GB",
    };
}
