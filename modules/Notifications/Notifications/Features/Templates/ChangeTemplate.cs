using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Templates;

/// <summary>A business writes its own mails. What could not be filled is refused with line and column and the old text stays; every version can be brought back.</summary>
internal sealed class ChangeTemplate(NotificationsDb db, TemplateBook book, Work work)
{
    /// <param name="Subject">At most 200 characters.</param>
    /// <param name="Heading">At most 200 characters.</param>
    /// <param name="Body">At most 4,000 characters; an empty line begins a paragraph.</param>
    internal sealed record Request(string? Subject, string? Heading, string? Body);

    internal sealed record RestoreRequest(int Number);

    internal sealed record Answer(string Kind, string Language, TemplateText Text, bool IsOwn, int Version, IReadOnlyList<VersionItem> Versions)
    {
        public required IReadOnlyList<string> Placeholders { get; init; }

        /// <summary>Why the newest could not be filled, so that the default went out.</summary>
        public string? Fault { get; init; }
    }

    internal sealed record VersionItem(int Number, DateTime SavedAt, string SavedBy, bool IsOwn, string? Subject);

    private const string Address = "message-templates/{kind}/{language}";
    private const int MostVersions = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Address, async (string kind, string language, ChangeTemplate feature, CancellationToken ct) => (await feature.Read(kind, language, ct)).ToHttp())
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("The words of a mail in one language, with their versions.").Produces<Answer>();
        api.MapPut(Address, async (string kind, string language, Request request, HttpRequest http, ChangeTemplate feature, CancellationToken ct) =>
                (await feature.Save(kind, language, request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Write a mail in the business's own words. 422 template-unusable says line and column.").Produces<Answer>();
        api.MapDelete(Address, async (string kind, string language, ChangeTemplate feature, CancellationToken ct) => (await feature.Reset(kind, language, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Go back to the default words.").Produces<Answer>();
        api.MapPost(Address + "/restore", async (string kind, string language, RestoreRequest request, ChangeTemplate feature, CancellationToken ct) =>
                (await feature.Restore(kind, language, request.Number, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Bring an earlier version back.").Produces<Answer>();
    }

    public async Task<Answer<Answer>> Read(string kind, string language, CancellationToken ct)
    {
        if (!TemplateKey.Read(kind, language, book).Is(out var key, out var refusal))
            return refusal;
        return Show(key, await Versions(key, ct));
    }

    public Task<Answer<Answer>> Save(string kind, string language, Request request, int? seen, CancellationToken ct) => Add(kind, language, seen, (key, _) => Checked(request, key.Kind), "rewritten", ct);

    public Task<Answer<Answer>> Reset(string kind, string language, CancellationToken ct) => Add(kind, language, null, (_, _) => new Wanted(null), "set back to the default", ct);

    public Task<Answer<Answer>> Restore(string kind, string language, int number, CancellationToken ct) => Add(kind, language, null, (_, versions) =>
        versions.FirstOrDefault(one => one.Number == number) is { } old ? new Wanted(old.Text) : Refusal.NotFound("version"), $"set back to version {number}", ct);

    /// <param name="Text">Null for the default.</param>
    private sealed record Wanted(TemplateText? Text);

    private async Task<Answer<Answer>> Add(string kind, string language, int? seen, Func<TemplateKey, List<OwnTemplate>, Answer<Wanted>> choose, string how, CancellationToken ct)
    {
        if (!TemplateKey.Read(kind, language, book).Is(out var key, out var unknown))
            return unknown;
        await work.BeginAsync(ct);
        var versions = await Versions(key, ct);
        if (!choose(key, versions).Is(out var wanted, out var refusal))
            return refusal;
        var current = versions.FirstOrDefault();
        if (seen is not null && seen != (current?.Number ?? 0))
            return Refusal.Stale();
        var text = wanted.Text == TextOf(key, null) ? null : wanted.Text;
        if (text == current?.Text)
            return Show(key, versions);
        var added = new OwnTemplate { Kind = key.Kind, Language = key.Language, Number = (current?.Number ?? 0) + 1, Text = text, SavedAtUtc = work.Now, SavedBy = work.Actor.Name };
        db.Templates.Add(added);
        work.Audit(new AuditEntry
        {
            Subject = "setting",
            SubjectId = work.BusinessId,
            Action = "template.changed",
            Sentence = $"The mail “{key.Title}” was {how}.",
            Before = TextOf(key, current).Subject,
            After = TextOf(key, added).Subject,
        });
        versions.Insert(0, added);
        return await work.TrySaveAsync(ct) ? Show(key, versions) : Refusal.Stale();
    }

    /// <summary>What was typed, fit to be filled.</summary>
    public static Answer<TemplateText> Check(Request request, MessageKind kind)
    {
        var typed = new TypedFields("");
        var subject = typed.Required("subject", request.Subject, TemplateText.LongestSubject, "Give the mail a subject.");
        var heading = typed.Required("heading", request.Heading, TemplateText.LongestHeading, "Give the mail a heading.");
        var body = typed.Text("body", request.Body, TemplateText.LongestBody);
        var faults = new Dictionary<string, string[]>(typed.Faults);
        if (body is null)
            faults.TryAdd("body", ["Write the mail."]);
        if (faults.Count > 0)
            return Refusal.Invalid(faults);
        var text = new TemplateText(subject!, heading!, body!);
        return MailTemplate.Read(text, kind).Then(_ => text);
    }

    private static Answer<Wanted> Checked(Request request, MessageKind kind) => Check(request, kind).Then(text => new Wanted(text));

    private Task<List<OwnTemplate>> Versions(TemplateKey key, CancellationToken ct) => db.Templates
        .Where(one => one.Kind == key.Kind && one.Language == key.Language).OrderByDescending(one => one.Number).Take(MostVersions).ToListAsync(ct);

    private TemplateText TextOf(TemplateKey key, OwnTemplate? own) => own?.Text ?? TemplateText.Default(key.Kind, book.Languages[key.Language]);

    private Answer Show(TemplateKey key, List<OwnTemplate> versions)
    {
        var items = versions.Select(one => new VersionItem(one.Number, one.SavedAtUtc, one.SavedBy, !one.IsDefault, one.Text?.Subject)).ToList();
        var current = versions.FirstOrDefault();
        return new Answer(key.Kind.Code(), key.Language, TextOf(key, current), current is { IsDefault: false }, current?.Number ?? 0, items) { Placeholders = TemplateGrammar.ValuesOf(key.Kind), Fault = current?.Fault };
    }
}
