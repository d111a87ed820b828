using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features.Letters;
using BookingPlatform.Notifications.Letters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Brochures;

/// <summary>
/// One PDF, one letter per page (S1-23, S1-27). Chosen requests are printed all or not at all, and who cannot get a letter is named.
/// Without a choice: all open ones with an address; the header <c>Letters-Left-Out</c> then names the others. Printing says nothing about sending.
/// </summary>
internal sealed class PrintLetters(NotificationsDb db, BrochureReader reader, ICustomers customers, ChangeLetter letter, IBusinesses businesses, Work work)
{
    public const int Most = 1000;
    private const string LeftOut = "Letters-Left-Out";

    /// <param name="Writer">The template, ready.</param>
    /// <param name="Customers">To whom, oldest request first.</param>
    /// <param name="LeftOut">Requests without a letter.</param>
    internal sealed record Batch(LetterWriter Writer, IReadOnlyList<CustomerCard> Customers, IReadOnlyList<BrochureItem> LeftOut);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("brochure-requests/letters.pdf", (string? ids, PrintLetters print, HttpContext http, CancellationToken ct) => print.Download(ids, http, ct))
        .Needs(Right.SeeCustomers).WithTags("Brochure requests").WithSummary("Letters of the chosen requests (ids, with commas between), or of all open ones.")
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf");

    /// <summary>For staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/reports/brochure-requests/letters.pdf", (string? ids, PrintLetters print, HttpContext http, CancellationToken ct) => print.Download(ids, http, ct))
        .Needs(Right.SeeCustomers).ExcludeFromDescription();

    public async Task<Answer<Batch>> Prepare(string? ids, CancellationToken ct)
    {
        if (!Chosen(ids).Is(out var chosen, out var refusal))
            return refusal;
        var requests = await Requests(chosen).OrderBy(request => request.RequestedAtUtc).ThenBy(request => request.Id).Take(Most + 1).ToListAsync(ct);
        if (requests.Count > Most)
            return Refusal.Conflict("too-many-letters", $"More than {Most} letters in one file are hard to print. Choose fewer.");
        if (chosen.Count > 0 && requests.Count != chosen.Count)
            return Refusal.NotFound("brochure request");
        var items = await reader.Read(requests, ct);
        var leftOut = items.Where(item => !item.CanBePrinted).ToList();
        if (chosen.Count > 0 && leftOut.Count > 0)
            return Named(leftOut);
        var printed = items.Where(item => item.CanBePrinted).Select(item => item.CustomerId).ToList();
        if (printed.Count == 0)
            return leftOut.Count > 0 ? Named(leftOut) : Refusal.Conflict("no-letters", "No brochure request is open, so there is no letter to print.");
        var people = await customers.FindMany(printed, ct);
        var business = await businesses.Get(work.BusinessId, ct);
        return new Batch(new LetterWriter(business, await letter.Current(ct), business.Day(work.Now)), printed.Select(id => people[id]).ToList(), leftOut);
    }

    private async Task<IResult> Download(string? ids, HttpContext http, CancellationToken ct)
    {
        if (!(await Prepare(ids, ct)).Is(out var batch, out var refusal))
            return refusal.ToProblem();
        if (batch.LeftOut.Count > 0)
            http.Response.Headers[LeftOut] = string.Join(',', batch.LeftOut.Select(item => item.Id));
        http.Response.Headers.ContentDisposition = "inline; filename=\"brochure-letters.pdf\"";
        return TypedResults.Stream(stream => batch.Writer.Write(stream, batch.Customers, ct), "application/pdf");
    }

    private IQueryable<BrochureRequest> Requests(List<Guid> chosen) => chosen.Count == 0
        ? db.BrochureRequests.AsNoTracking().Where(request => request.State == BrochureState.Open)
        : db.BrochureRequests.AsNoTracking().Where(request => chosen.Contains(request.Id));

    private static Answer<List<Guid>> Chosen(string? ids)
    {
        var chosen = new List<Guid>();
        foreach (var text in (ids ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParse(text, out var id))
                return Refusal.Invalid("ids", "Ids of brochure requests, with commas between them, are expected here.");
            chosen.Add(id);
        }

        return chosen.Count > Most ? Refusal.Invalid("ids", $"At most {Most} letters fit into one file.") : chosen.Distinct().ToList();
    }

    private static Refusal Named(List<BrochureItem> without)
    {
        var (code, why) = without.Any(item => item.MissingAddress) ? ("address-missing", "no complete postal address")
            : without.Any(item => item.PostalObjection) ? ("postal-objection", "an objection to advertising by post") : ("customer-deleted", "a deleted record");
        return Refusal.Conflict(code, $"No letter can be printed for {string.Join(", ", without.Take(10).Select(item => item.Customer))}{(without.Count > 10 ? " and others" : "")}: {why}.")
            .With("leftOut", without.Select(item => new { item.Id, item.CustomerId, item.Customer, item.MissingAddress, item.PostalObjection, item.CustomerDeleted }).ToList());
    }
}
