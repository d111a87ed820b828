using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Features;

/// <summary>The audit trail of one subject, or of everything, newest first. Settings, keys and staff are shown only to those who manage them.</summary>
internal sealed class ReadAudit(KernelDb db, IBusinesses businesses, Work work)
{
    private const int PageSize = 100;
    private static readonly string[] DeskSubjects = ["customer", "booking", "itinerary", "message"];

    internal sealed record Item(Guid Id, DateTimeOffset At, string Subject, Guid SubjectId, string Action, string Sentence, string? Before, string? After, ActorSource Source, Guid? ActorId, string ActorName);

    internal sealed record Response(IReadOnlyList<Item> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/audit", async (HttpContext http, Guid? subject, string? cursor, ReadAudit feature, CancellationToken ct) =>
            (await feature.Handle(subject, cursor, http.User.HasClaim(Right.Claim, Right.ManageSettings), ct)).ToHttp())
        .Needs(Right.SeeCustomers)
        .Produces<Response>()
        .WithTags("Audit")
        .WithSummary("Who changed what, newest first; of one customer, booking or setting where subject names its id.");

    public async Task<Answer<Response>> Handle(Guid? subject, string? cursor, bool managesSettings, CancellationToken ct)
    {
        var skip = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
            return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.");
        var entries = db.Audit.AsNoTracking();
        if (subject is { } id)
            entries = entries.Where(entry => entry.SubjectId == id);
        if (!managesSettings)
            entries = entries.Where(entry => DeskSubjects.Contains(entry.Subject));
        var found = await entries.OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id).Skip(skip).Take(PageSize + 1).ToListAsync(ct);
        var business = await businesses.Get(work.BusinessId, ct);
        return new Response(
            found.Take(PageSize).Select(entry => Show(entry, business)).ToList(),
            found.Count > PageSize ? (skip + PageSize).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Item Show(AuditEntry entry, Business business) => new(
        entry.Id, business.At(entry.AtUtc), entry.Subject, entry.SubjectId, entry.Action, entry.Sentence, entry.Before, entry.After, entry.Source, entry.ActorId, entry.ActorName);
}
