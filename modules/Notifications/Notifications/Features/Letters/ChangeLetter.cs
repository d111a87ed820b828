using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Letters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Letters;

/// <summary>The business writes its own letter (S1-24): who sends, subject, text with placeholders. What cannot be filled in is refused before anybody prints it.</summary>
internal sealed class ChangeLetter(NotificationsDb db, IBusinesses businesses, Work work)
{
    /// <param name="Sender">The business's postal address, at most 500 characters; may be left out.</param>
    /// <param name="Subject">At most 200 characters.</param>
    /// <param name="Body">At most 4,000 characters; an empty line begins a paragraph.</param>
    internal sealed record Request(string? Sender, string? Subject, string? Body);

    internal sealed record Answer(string? Sender, string Subject, string Body, IReadOnlyList<string> Placeholders, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("letter-template", async (ChangeLetter feature, CancellationToken ct) => TypedResults.Ok(Show(await feature.Current(ct))))
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("The letter that goes with a brochure.").Produces<Answer>();
        api.MapPut("letter-template", async (Request request, HttpRequest http, ChangeLetter feature, CancellationToken ct) => (await feature.Change(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Write the letter that goes with a brochure.").Produces<Answer>();
    }

    /// <summary>The letter as it stands, written to somebody invented.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/settings/messages/letters/preview.pdf", async (ChangeLetter feature, CancellationToken ct) => await feature.Preview(ct))
        .Needs(Right.ManageSettings).ExcludeFromDescription();

    public async Task<LetterTemplate> Current(CancellationToken ct) =>
        await db.LetterTemplates.SingleOrDefaultAsync(ct) ?? LetterDefaults.For(await businesses.Get(work.BusinessId, ct));

    public async Task<Answer<Answer>> Change(Request request, int? seenVersion, CancellationToken ct)
    {
        if (!Checked(request).Is(out var wanted, out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        var letter = await Current(ct);
        if (seenVersion is { } seen && seen != letter.Version)
            return Refusal.Stale();
        var before = letter.Subject;
        (letter.Sender, letter.Subject, letter.Body) = (wanted.Sender, wanted.Subject!, wanted.Body!);
        if (letter.Version == 0)
        {
            letter.Version = 1;
            db.Add(letter);
        }

        work.Audit(new AuditEntry { Subject = "setting", SubjectId = work.BusinessId, Action = "letter.changed", Sentence = $"The brochure letter was rewritten: “{letter.Subject}”.", Before = before, After = letter.Subject });
        return await work.TrySaveAsync(ct) ? Show(letter) : Refusal.Stale();
    }

    private static Answer<Request> Checked(Request request)
    {
        var typed = new TypedFields("");
        var kept = new Request(
            typed.Text("sender", request.Sender, LetterTemplate.LongestSender),
            typed.Required("subject", request.Subject, LetterTemplate.LongestSubject, "Give the letter a subject."),
            typed.Text("body", request.Body, LetterTemplate.LongestBody));
        var faults = new Dictionary<string, string[]>(typed.Faults);
        if (kept.Body is null)
            faults.TryAdd("body", ["Write the letter."]);
        foreach (var (field, text) in new[] { ("subject", kept.Subject), ("body", kept.Body) })
        {
            if (text is not null && LetterText.Read(field, text).IsRefused(out var fault))
                faults.TryAdd(field, fault.Errors[field]);
        }

        return faults.Count > 0 ? Refusal.Invalid(faults) : kept;
    }

    private async Task<IResult> Preview(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var somebody = new CustomerCard(Guid.Empty, "Anna", "Smyth", null, EmailState.Placeholder, null, 0)
        {
            Address = new PostalAddress("12 Garden Street", "1200-001", "Springfield", null, business.Country),
        };
        var writer = new LetterWriter(business, await Current(ct), business.Day(work.Now));
        return TypedResults.Stream(stream => writer.Write(stream, [somebody], ct), "application/pdf");
    }

    private static Answer Show(LetterTemplate letter) => new(letter.Sender, letter.Subject, letter.Body, LetterModel.Placeholders, letter.Version);
}
