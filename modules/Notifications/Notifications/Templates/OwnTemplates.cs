using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using HandlebarsDotNet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Notifications.Templates;

/// <summary>Fills the business's own template where it has one. One that cannot be filled after all stops no mail: the product's text goes out, and operations are told.</summary>
internal sealed class OwnTemplates(NotificationsDb db, Work work, ILogger<OwnTemplates> log)
{
    /// <summary>The version in use; null while the business never wrote its own.</summary>
    public Task<OwnTemplate?> Current(MessageKind kind, string language, CancellationToken ct) => db.Templates
        .Where(template => template.Kind == kind && template.Language == language)
        .OrderByDescending(template => template.Number)
        .FirstOrDefaultAsync(ct);

    public async Task<MailPage> Fill(MessageKind kind, Speech speech, MailModel model, MailTemplate otherwise, CancellationToken ct)
    {
        if (await Current(kind, speech.Language, ct) is { Text: { } text } own)
        {
            if (Fill(text, kind, model, out var why) is { } page)
                return page;
            own.Failed(why, work.Now);
            log.LogWarning("Template {Template} could not be filled; the default was used", own.Id);
        }

        return otherwise.Fill(model);
    }

    private static MailPage? Fill(TemplateText text, MessageKind kind, MailModel model, out string why)
    {
        why = "";
        if (MailTemplate.Read(text, kind).Is(out var template, out var refusal))
        {
            try
            {
                return template.Fill(model);
            }
            catch (HandlebarsException e)
            {
                why = e.Message;
                return null;
            }
        }

        why = refusal.Message;
        return null;
    }
}
