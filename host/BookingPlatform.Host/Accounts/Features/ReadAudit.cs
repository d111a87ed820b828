using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>Which lines of the audit trail are wanted; what is left out does not narrow it.</summary>
internal sealed record AuditAsked
{
    /// <summary>Id of a customer, booking, setting …</summary>
    public Guid? Subject { get; init; }

    /// <summary>What kind of thing: <c>customer</c>, <c>booking</c>, <c>setting</c> …</summary>
    public string? About { get; init; }

    /// <summary>What was done: <c>customer.merged</c>, or all that begins so.</summary>
    public string? Action { get; init; }

    /// <summary>Part of the name of who did it.</summary>
    public string? By { get; init; }

    public ActorSource? Source { get; init; }

    /// <summary>The first day, in the business's time.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    public string? Cursor { get; init; }
}

/// <summary>The audit trail of one subject, or of everything, newest first. Settings, keys and staff are shown only to those who may read that part.</summary>
internal sealed class ReadAudit(KernelDb db, IBusinesses businesses, Work work)
{
    private const int PageSize = 100;
    private static readonly string[] DeskSubjects = ["customer", "booking", "itinerary", "message"];

    internal sealed record Item(Guid Id, DateTimeOffset At, string Subject, Guid SubjectId, string Action, string Sentence, string? Before, string? After, ActorSource Source, Guid? ActorId, string ActorName);

    internal sealed record Response(IReadOnlyList<Item> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", async (HttpContext http, [AsParameters] AuditAsked asked, ReadAudit feature, CancellationToken ct) =>
                (await feature.Handle(asked, right => http.User.HasClaim(Right.Claim, right), ct)).ToHttp())
            .Needs(Right.SeeCustomers)
            .Produces<Response>()
            .WithTags("Audit")
            .WithSummary("Who changed what, newest first; of one customer, booking or setting where subject names its id.");
        api.MapGet("/audit/verification", async (VerifyAudit feature, CancellationToken ct) => TypedResults.Ok(await feature.Handle(ct)))
            .Needs(Right.SeeAudit)
            .WithTags("Audit")
            .WithSummary("Check the audit trail against its seals.");
    }

    public async Task<Answer<Response>> Handle(AuditAsked asked, Func<string, bool> may, CancellationToken ct)
    {
        var skip = 0;
        if (asked.Cursor is not null && !int.TryParse(asked.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
            return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.");
        var business = await businesses.Get(work.BusinessId, ct);
        var found = await Narrow(asked, may(Right.SeeAudit), business).OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id).Skip(skip).Take(PageSize + 1).ToListAsync(ct);
        return new Response(
            found.Take(PageSize).Select(entry => Show(entry, business, may(Right.RevealCustomers) ? text => text : ContactText.Hide)).ToList(),
            found.Count > PageSize ? (skip + PageSize).ToString(CultureInfo.InvariantCulture) : null);
    }

    private IQueryable<AuditEntry> Narrow(AuditAsked asked, bool seesAll, Business business)
    {
        var entries = db.Audit.AsNoTracking();
        if (asked.Subject is { } id)
            entries = entries.Where(entry => entry.SubjectId == id);
        if (!seesAll)
            entries = entries.Where(entry => DeskSubjects.Contains(entry.Subject));
        if (Typed(asked.About) is { } about)
            entries = entries.Where(entry => entry.Subject == about);
        if (Typed(asked.Action) is { } action)
            entries = entries.Where(entry => entry.Action.StartsWith(action));
        if (Typed(asked.By) is { } by)
            entries = entries.Where(entry => entry.ActorName.Contains(by));
        if (asked.Source is { } source)
            entries = entries.Where(entry => entry.Source == source);
        if (asked.From is { } from && business.StartOfDay(from) is var since)
            entries = entries.Where(entry => entry.AtUtc >= since);
        if (asked.To is { } to && to < DateOnly.MaxValue && business.StartOfDay(to.AddDays(1)) is var until)
            entries = entries.Where(entry => entry.AtUtc < until);
        return entries;
    }

    /// <summary>No line holds a NUL, which PostgreSQL does not even let be asked for.</summary>
    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Replace("\0", "\uFFFD", StringComparison.Ordinal);

    private static Item Show(AuditEntry entry, Business business, Func<string?, string?> told) => new(
        entry.Id, business.At(entry.AtUtc), entry.Subject, entry.SubjectId, entry.Action, told(entry.Sentence)!, told(entry.Before), told(entry.After), entry.Source, entry.ActorId, entry.ActorName);
}
