using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Templates;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Mailings;

/// <summary>Mailings are written, read and listed. One that has been started is not changed any more.</summary>
internal sealed class ManageMailings(NotificationsDb db, IAudiences audiences, TemplateBook book, OwnTemplates own, IBusinesses businesses, Work work)
{
    private const int Most = 200;

    /// <param name="Name">For staff; at most 120 characters.</param>
    /// <param name="Audience">A query of the address book: <c>listId=…</c>; empty for everybody.</param>
    /// <param name="Texts">By language: subject, heading, body. The business's own language is needed, the others are welcome.</param>
    internal sealed record Request(string? Name, string? Audience, IReadOnlyDictionary<string, ChangeTemplate.Request>? Texts);

    internal sealed record Answer(IReadOnlyList<MailingItem> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("mailings", async (ManageMailings feature, CancellationToken ct) => TypedResults.Ok(new Answer(await feature.List(ct))))
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Advertising mails to many, newest first.").Produces<Answer>();
        api.MapGet("mailings/{id:guid}", async (Guid id, ManageMailings feature, CancellationToken ct) => (await feature.Read(id, ct)).ToHttp())
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("One mailing, and what became of its messages.").Produces<MailingItem>();
        api.MapPost("mailings", async (Request request, ManageMailings feature, CancellationToken ct) =>
                (await feature.Make(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/mailings/{made.Id}", made)))
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Write a mailing. Nothing is sent yet.").Produces<MailingItem>(StatusCodes.Status201Created);
        api.MapPut("mailings/{id:guid}", async (Guid id, Request request, HttpRequest http, ManageMailings feature, CancellationToken ct) => (await feature.Change(id, request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Change a mailing that was not started.").Produces<MailingItem>();
        api.MapDelete("mailings/{id:guid}", async (Guid id, ManageMailings feature, CancellationToken ct) => (await feature.Delete(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.SendAdvertising).WithTags("Messages").WithSummary("Throw away a mailing that was not started.").Produces(StatusCodes.Status204NoContent);
    }

    public async Task<IReadOnlyList<MailingItem>> List(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        return (await db.Mailings.AsNoTracking().OrderByDescending(one => one.CreatedAtUtc).Take(Most).ToListAsync(ct)).ConvertAll(one => MailingItem.Of(one, business));
    }

    public async Task<Answer<MailingItem>> Read(Guid id, CancellationToken ct)
    {
        if (await db.Mailings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct) is not { } mailing)
            return Refusal.NotFound("mailing");
        var outcome = await db.Messages.Where(message => message.MailingId == id).GroupBy(message => message.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        return MailingItem.Of(mailing, await businesses.Get(work.BusinessId, ct)) with
        {
            Texts = await db.MailingTexts.AsNoTracking().Where(one => one.MailingId == id).ToDictionaryAsync(one => one.Language, one => one.Text, ct),
            Outcome = outcome.ToDictionary(one => one.Key.Code(), one => one.Count),
        };
    }

    /// <summary>What a new one starts from: the business's template of each language it has one in, and in its own language in any case.</summary>
    public async Task<IReadOnlyDictionary<string, TemplateText>> Templates(CancellationToken ct)
    {
        var (home, texts) = (await Home(ct), new Dictionary<string, TemplateText>());
        foreach (var (language, words) in book.Languages)
            if ((await own.Current(MessageKind.Advertising, language, ct))?.Text is { } written)
                texts[language] = written;
            else if (language == home)
                texts[language] = TemplateText.Default(MessageKind.Advertising, words);
        return texts;
    }

    public async Task<Answer<MailingItem>> Make(Request request, CancellationToken ct)
    {
        if (!(await Check(request, ct)).Is(out var wanted, out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        var mailing = new Mailing { Name = wanted.Name, Audience = wanted.Audience.Query, AudienceName = wanted.Audience.Name, CreatedAtUtc = work.Now, CreatedBy = work.Actor.Name };
        db.Mailings.Add(mailing);
        Write(mailing.Id, wanted.Texts);
        work.Audit(MailingHistory.Of(mailing, "mailing.written", $"The mailing “{mailing.Name}” was written."));
        await work.SaveAsync(ct);
        return await Read(mailing.Id, ct);
    }

    public async Task<Answer<MailingItem>> Change(Guid id, Request request, int? seen, CancellationToken ct)
    {
        if (!(await Check(request, ct)).Is(out var wanted, out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        if (!(await Draft(id, ct)).Is(out var mailing, out refusal))
            return refusal;
        if (seen is not null && seen != mailing.Version)
            return Refusal.Stale();
        (mailing.Name, mailing.Audience, mailing.AudienceName) = (wanted.Name, wanted.Audience.Query, wanted.Audience.Name);
        // Its texts are part of it: two people who write at once must not mix theirs.
        db.Entry(mailing).Property(one => one.Name).IsModified = true;
        await db.MailingTexts.Where(one => one.MailingId == id).ExecuteDeleteAsync(ct);
        Write(id, wanted.Texts);
        work.Audit(MailingHistory.Of(mailing, "mailing.changed", $"The mailing “{mailing.Name}” was changed."));
        return await work.TrySaveAsync(ct) ? await Read(id, ct) : Refusal.Stale();
    }

    public async Task<Answer<Done>> Delete(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!(await Draft(id, ct)).Is(out var mailing, out var refusal))
            return refusal;
        await db.MailingTexts.Where(one => one.MailingId == id).ExecuteDeleteAsync(ct);
        db.Mailings.Remove(mailing);
        work.Audit(MailingHistory.Of(mailing, "mailing.deleted", $"The mailing “{mailing.Name}” was thrown away before it was sent."));
        return await work.TrySaveAsync(ct) ? default(Done) : Refusal.Stale();
    }

    private async Task<Answer<Mailing>> Draft(Guid id, CancellationToken ct) => await db.Mailings.SingleOrDefaultAsync(one => one.Id == id, ct) switch
    {
        null => Refusal.NotFound("mailing"),
        { State: not MailingState.Draft } => MailingHistory.Started,
        var draft => draft,
    };

    private sealed record Wanted(string Name, Audience Audience, IReadOnlyDictionary<string, TemplateText> Texts);

    private async Task<Answer<Wanted>> Check(Request request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var name = typed.Required("name", request.Name, Mailing.LongestName, "Give the mailing a name.");
        var faults = new Dictionary<string, string[]>(typed.Faults);
        var texts = new Dictionary<string, TemplateText>();
        foreach (var (language, text) in request.Texts ?? new Dictionary<string, ChangeTemplate.Request>())
            if (!book.Languages.ContainsKey(language))
                faults.TryAdd("texts", [$"There are no mails in “{(language.Length <= 10 ? language : language[..10])}”. Use {string.Join(", ", book.Languages.Keys)}."]);
            else if (ChangeTemplate.Check(text ?? new(null, null, null), MessageKind.Advertising).Is(out var good, out var bad))
                texts[language] = good;
            else
                foreach (var (field, messages) in bad.Errors)
                    faults[$"texts.{language}.{field}"] = messages;
        var home = await Home(ct);
        if (!texts.ContainsKey(home) && !faults.Keys.Any(field => field.StartsWith("texts", StringComparison.Ordinal)))
            faults["texts"] = [$"Write it in your own language ({home}) too: whoever has another one gets it in that."];
        if (!(await audiences.Read(request.Audience, ct)).Is(out var audience, out var unknown))
            faults["audience"] = [unknown.Message];
        return faults.Count > 0 ? Refusal.Invalid(faults) : new Wanted(name!, audience!, texts);
    }

    private async Task<string> Home(CancellationToken ct) => Speech.For(null, await businesses.Get(work.BusinessId, ct), book.Languages).Language;

    private void Write(Guid mailingId, IReadOnlyDictionary<string, TemplateText> texts)
    {
        foreach (var (language, text) in texts)
            db.MailingTexts.Add(new MailingText { MailingId = mailingId, Language = language, Text = text });
    }
}

internal static class MailingHistory
{
    public static readonly Refusal Started = Refusal.Conflict("mailing-started", "This mailing was started already. Write a new one.");

    public static AuditEntry Of(Mailing mailing, string action, string sentence) => new() { Subject = "mailing", SubjectId = mailing.Id, Action = action, Sentence = sentence };
}
