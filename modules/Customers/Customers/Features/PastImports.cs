using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>The imports that took place, and the lines each refused: corrected, that file can be imported itself.</summary>
internal sealed class PastImports(CustomersDb db)
{
    private const int Most = 100;

    internal sealed record Response(Guid Id, DateTime At, string By, string? FileName, int Rows, int Imported, int Duplicates, int Refused)
    {
        public DateTime? UndoneAt { get; init; }

        /// <summary>By the undo.</summary>
        public int Removed { get; init; }

        public int Kept { get; init; }
    }

    internal sealed record All(IReadOnlyList<Response> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/customers/imports", async (PastImports feature, CancellationToken ct) => TypedResults.Ok(new All(await feature.Get(ct))))
            .Needs(Right.ImportCustomers)
            .WithSummary("The last imports, latest first.");
        api.MapGet("/customers/imports/{id:guid}/refused.csv", (Guid id, PastImports feature, CancellationToken ct) => feature.Refused(id, ct))
            .Needs(Right.ImportCustomers)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The refused lines of an import, each with its reason.");
    }

    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/customers/imports/{id:guid}/refused.csv", (Guid id, PastImports feature, CancellationToken ct) => feature.Refused(id, ct))
        .Needs(Right.ImportCustomers)
        .ExcludeFromDescription();

    public async Task<IReadOnlyList<Response>> Get(CancellationToken ct) => await db.Imports.OrderByDescending(run => run.AtUtc).ThenByDescending(run => run.Id).Take(Most)
        .Select(run => new Response(run.Id, run.AtUtc, run.ByName, run.FileName, run.Rows, run.Imported, run.Duplicates, run.Refused) { UndoneAt = run.UndoneAtUtc, Removed = run.Removed, Kept = run.Kept })
        .ToListAsync(ct);

    public async Task<IResult> Refused(Guid id, CancellationToken ct) => await db.Imports.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, ct) is { } import
        ? TypedResults.Stream(stream => Write(import, stream, ct), "text/csv; charset=utf-8", "refused-lines.csv")
        : Refusal.NotFound("import").ToProblem();

    private async Task Write(ImportRun import, Stream stream, CancellationToken ct)
    {
        await using var csv = Spreadsheets.Writer(stream);
        var width = Cells(import.Headings).Count;
        await Write(csv, Cells(import.Headings), width, "Why it was refused", ct);
        await foreach (var line in db.RefusedLines.Where(line => line.ImportId == import.Id).OrderBy(line => line.Row).AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            await Write(csv, Cells(line.Text), width, $"Row {line.Row}: {line.Reason}", ct);
        await csv.FlushAsync(ct);
    }

    private static async Task Write(CsvWriter csv, List<string> cells, int width, string why, CancellationToken ct)
    {
        for (var index = 0; index < width; index++)
            csv.WriteInert(index < cells.Count ? cells[index] : "");
        csv.WriteInert(why);
        await csv.EndRecordAsync(ct);
    }

    private static List<string> Cells(string record)
    {
        using var reader = CsvReader.FromText(record, new CsvReaderOptions { HasHeader = false, Separator = ',' });
        return reader.Read() ? Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToList() : [];
    }
}
