using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Risk;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.NoShow.Reports;

/// <summary>How many did not come, of what, how that compares and what it cost (S3-18). Counted are bookings of which it is known whether somebody came; fake ones are not.</summary>
internal sealed class ReportNoShows(IBookingLog log, RiskReader reader, IBusinesses businesses, Work work)
{
    private const int MostBookings = 100_000;
    private static readonly string[] Columns = ["group", "expected", "missed", "rate", "rate from", "rate to", "lost", "currency"];
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    internal sealed record Request
    {
        /// <summary>First local day; 90 days before the last when left out.</summary>
        public string? From { get; init; }

        /// <summary>Last local day, included; today when left out.</summary>
        public string? To { get; init; }

        /// <summary><c>service</c> (the default), <c>channel</c> or <c>hour</c>.</summary>
        public string? By { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/reports/no-shows", async ([AsParameters] Request request, string? format, ReportNoShows feature, CancellationToken ct) => format switch
        {
            null or "json" => (await feature.Handle(request, ct)).ToHttp(),
            "csv" => await feature.Download(request, ct),
            _ => Refusal.Invalid("format", "Ask for json or csv.").ToProblem(),
        })
        .Needs(Right.SeeReports).WithName("ReportNoShows").Produces<NoShowReport>()
        .WithSummary("No-shows by service, channel or hour with the money lost, and before and after the policy began. Rates come with their 95 % interval.");

    /// <summary>For staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/reports/no-shows.csv", ([AsParameters] Request request, ReportNoShows feature, CancellationToken ct) => feature.Download(request, ct))
        .Needs(Right.SeeReports).ExcludeFromDescription();

    public async Task<Answer<NoShowReport>> Handle(Request request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var today = business.Day(work.Now);
        if (!ReportRange.Read(request, today).Is(out var range, out var refusal))
            return refusal;
        var since = (await reader.Policy(ct)).Since;
        var policy = PolicyWindow.Of(since, today);
        var first = policy is { } window && window.From < range.From ? window.From : range.From;
        var last = policy is null || range.To > today ? range.To : today;
        var bookings = await log.Between(business.StartOfDay(first), business.StartOfDay(last.AddDays(1)), MostBookings, ct);
        var counts = new Attendance(business, bookings, await reader.Missed(business.StartOfDay(first), ct));
        return new NoShowReport(range.From, range.To, range.By, counts.Total(range.From, range.To), counts.By(range))
        {
            Policy = policy is { } compared && bookings.Count < MostBookings ? counts.Compare(compared) : null,
        };
    }

    private async Task<IResult> Download(Request request, CancellationToken ct)
    {
        if (!(await Handle(request, ct)).Is(out var report, out var refusal))
            return refusal.ToProblem();
        var business = await businesses.Get(work.BusinessId, ct);
        return TypedResults.Stream(stream => Write(stream, report, ct), "text/csv; charset=utf-8", $"no-shows-{business.Slug}-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.csv");
    }

    private static async Task Write(Stream stream, NoShowReport report, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        foreach (var column in Columns)
            csv.WriteField(column);
        await csv.EndRecordAsync(ct);
        foreach (var row in report.Items.Append(report.Total))
            foreach (var lost in row.Lost.Select(money => (Amount: money.ToDecimal().ToString(CultureInfo.InvariantCulture), money.Currency)).DefaultIfEmpty((Amount: "0", Currency: "")))
            {
                foreach (var cell in (string[])[row.Group, Number(row.Expected), Number(row.Missed), Number(row.Rate), Number(row.Likely.From), Number(row.Likely.To), lost.Amount, lost.Currency])
                    csv.WriteField(cell);
                await csv.EndRecordAsync(ct);
            }

        await csv.FlushAsync(ct);
    }

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
