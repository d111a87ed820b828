using System.Globalization;
using System.Net;
using System.Text;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Mail;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Sets a mail with a secret, as text and as HTML. Every value is escaped where it is written; there is no template that could forget to.</summary>
internal sealed class SecretMailWriter(IOptions<MailSettings> mail)
{
    public OutgoingMail Write(SecretMail secret, Business business) => new()
    {
        MailId = MailIds.New(mail.Value.From),
        SenderName = business.Name,
        ReplyTo = business.Email,
        Recipient = secret.Recipient,
        RecipientName = secret.RecipientName,
        Subject = OneLine.Of(secret.Subject),
        Text = string.Join("\n\n", [.. secret.Before, secret.Secret, .. secret.After, business.Name]) + "\n",
        Html = Html(secret, business),
        Language = secret.Language,
    };

    private static string Html(SecretMail secret, Business business)
    {
        var culture = CultureInfo.GetCultureInfo(secret.Language);
        var html = new StringBuilder($"<!doctype html>\n<html lang=\"{Safe(secret.Language)}\" dir=\"{(culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Safe(secret.Subject)}</title>\n</head>\n<body>\n<h1>{Safe(secret.Subject)}</h1>\n");
        foreach (var paragraph in secret.Before)
            html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(paragraph)}</p>\n");
        html.Append(secret.Button is { } button
            ? $"<p><a href=\"{Safe(secret.Secret)}\">{Safe(button)}</a></p>\n"
            : $"<p style=\"font-size:28px;letter-spacing:4px\"><strong>{Safe(secret.Secret)}</strong></p>\n");
        foreach (var paragraph in secret.After)
            html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(paragraph)}</p>\n");
        return html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(business.Name)}</p>\n</body>\n</html>\n").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
