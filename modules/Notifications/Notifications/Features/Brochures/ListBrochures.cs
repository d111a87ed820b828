using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>Who wants a brochure, since when, and when it was sent (S1-22, S1-25, S1-26); newest first, a page at a time or all as CSV.</summary>
internal sealed class ListBrochures(NotificationsDb db, BrochureReader reader, IBusinesses businesses, Work work)
{
    private const int MostInBatch = 500;
    private static readonly string[] Columns = ["customer id", "customer", "state", "requested", "sent", "missing address", "objects to post"];
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    internal sealed record Page(IReadOnlyList<BrochureItem> Items, string? NextCursor);

    internal sealed record Query
    {
        /// <summary><c>open</c>, <c>sent</c>, <c>cancelled</c>; all when left out.</summary>
        public string? State { get; init; }

        public string? Cursor { get; init; }

        /// <summary>1 to 200.</summary>
        public int? Most { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("brochure-requests", async ([AsParameters] Query query, ListBrochures list, CancellationToken ct) => (await list.Answer(query, ct)).ToHttp())
            .Needs(Right.SeeCustomers).WithTags("Brochure requests").WithSummary("The brochure request list, newest first.").Produces<Page>();
        api.MapGet("reports/brochure-requests", async (string? format, [AsParameters] Query query, ListBrochures list, CancellationToken ct) => format switch
            {
                null or "" or "json" => (await list.Answer(query, ct)).ToHttp(),
                "csv" => await list.Download(query.State, ct),
                _ => Refusal.Invalid("format", "A format is json or csv.").ToProblem(),
            })
            .Needs(Right.SeeReports).WithTags("Reports").WithSummary("Brochure requests as JSON or CSV.").Produces<Page>();
    }

    /// <summary>For staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/reports/brochure-requests.csv", (string? state, ListBrochures list, CancellationToken ct) => list.Download(state, ct))
        .Needs(Right.SeeReports).ExcludeFromDescription();

    public async Task<Answer<Page>> Answer(Query query, CancellationToken ct)
    {
        if (!Read(query.State).Is(out var states, out var refusal))
            return refusal;
        if (Position.Read(query.Cursor) is not { } after)
            return Refusal.Invalid("cursor", "This cursor is not one this list gave.");
        if (query.Most is < 1 or > 200)
            return Refusal.Invalid("most", "A page has 1 to 200 requests.");
        var most = query.Most ?? 50;
        var found = await Behind(after, states).Take(most + 1).ToListAsync(ct);
        var items = await reader.Read(found.Take(most).ToList(), ct);
        return new Page(items, found.Count > most ? new Position(found[most - 1].RequestedAtUtc, found[most - 1].Id).ToString() : null);
    }

    private async Task<IResult> Download(string? state, CancellationToken ct)
    {
        if (!Read(state).Is(out var states, out var refusal))
            return refusal.ToProblem();
        var business = await businesses.Get(work.BusinessId, ct);
        work.Audit(new AuditEntry { Subject = "report", SubjectId = business.Id, Action = "brochures.exported", Sentence = "The brochure requests were exported." });
        await work.SaveAsync(ct);
        return TypedResults.Stream(stream => Write(stream, states, ct), "text/csv; charset=utf-8", $"brochure-requests-{business.Slug}-{business.Day(work.Now):yyyy-MM-dd}.csv");
    }

    private async Task Write(Stream stream, BrochureState[] states, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        foreach (var column in Columns)
            csv.WriteField(column);
        await csv.EndRecordAsync(ct);
        var after = Position.Read(null)!;
        for (var batch = await Behind(after, states).Take(MostInBatch).ToListAsync(ct); batch.Count > 0; batch = await Behind(after, states).Take(MostInBatch).ToListAsync(ct))
        {
            foreach (var item in await reader.Read(batch, ct))
                await Write(csv, item, ct);
            after = new Position(batch[^1].RequestedAtUtc, batch[^1].Id);
        }

        await csv.FlushAsync(ct);
    }

    private static async Task Write(CsvWriter csv, BrochureItem item, CancellationToken ct)
    {
        csv.WriteField(item.CustomerId.ToString());
        csv.WriteField(item.Customer);
        csv.WriteField(item.State);
        csv.WriteField($"{item.RequestedAt:yyyy-MM-dd'T'HH:mmzzz}");
        csv.WriteField(item.SentAt is { } sent ? $"{sent:yyyy-MM-dd'T'HH:mmzzz}" : "");
        csv.WriteField(item.MissingAddress ? "yes" : "no");
        csv.WriteField(item.PostalObjection ? "yes" : "no");
        await csv.EndRecordAsync(ct);
    }

    private IQueryable<BrochureRequest> Behind(Position after, BrochureState[] states) => db.BrochureRequests.AsNoTracking()
        .Where(x => states.Contains(x.State))
        .Where(x => x.RequestedAtUtc < after.At || (x.RequestedAtUtc == after.At && x.Id.CompareTo(after.Id) < 0))
        .OrderByDescending(x => x.RequestedAtUtc).ThenByDescending(x => x.Id);

    private static Answer<BrochureState[]> Read(string? state) => state?.Trim().ToLowerInvariant() switch
    {
        null or "" or "all" => Enum.GetValues<BrochureState>(),
        "open" => new[] { BrochureState.Open },
        "sent" => new[] { BrochureState.Sent },
        "cancelled" => new[] { BrochureState.Cancelled },
        _ => Refusal.Invalid("state", "A state is open, sent, cancelled or all."),
    };
}
