using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Advertising;

/// <summary>Fills a mailing for one person, in their language where it was written in it, and puts the way out of it below.</summary>
internal sealed class MailingTexts(NotificationsDb db, MailWriter writer, TemplateBook book, GuestTokens tokens, IOptions<WebSettings> web)
{
    private readonly Dictionary<Guid, List<MailingText>> known = [];

    /// <param name="Passage">Who.</param>
    /// <param name="MessageId">What the way out is bound to; null in a preview, which has none.</param>
    internal sealed record For(Passage Passage, Guid? MessageId);

    /// <exception cref="InvalidOperationException">The mailing has no text; then it cannot be started.</exception>
    public async Task<MailPage> Fill(Guid mailingId, For whom, Business business, CancellationToken ct)
    {
        if (!known.TryGetValue(mailingId, out var texts))
            known[mailingId] = texts = await db.MailingTexts.AsNoTracking().Where(one => one.MailingId == mailingId).ToListAsync(ct);
        var wanted = writer.SpeechOf(whom.Passage.Customer, business).Language;
        var own = Speech.For(null, business, book.Languages).Language;
        var text = texts.Find(one => one.Language == wanted) ?? texts.Find(one => one.Language == own) ?? texts.FirstOrDefault() ?? throw new InvalidOperationException($"Mailing {mailingId} has no text.");
        return Fill(text.Text, text.Language, whom, business);
    }

    public MailPage Fill(TemplateText text, string language, For whom, Business business)
    {
        var speech = writer.SpeechOf(whom.Passage.Customer, business);
        var model = writer.Model(MessageKind.Advertising, whom.Passage, business, speech.Language == language ? speech : Speech.For(language, business, book.Languages));
        return MailTemplate.Read(text, MessageKind.Advertising).Value.Fill(model with { UnsubscribeLink = whom.MessageId is { } id ? LinkFor(id, business) : null });
    }

    private string? LinkFor(Guid messageId, Business business) => web.Value.LinkToGuestPage(business.Slug, $"unsubscribe/{tokens.For(TokenPurpose.Unsubscribe, business.Id, messageId)}");
}
