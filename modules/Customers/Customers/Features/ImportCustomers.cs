using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Imports an address book. The file is read to its end first, so that one that cannot be read stores nothing. Then good rows are imported, the others reported and kept.
/// A thousand rows commit at a time, so that bookings need not wait for a large file; whoever is stored already is skipped, so that a file, or one that was cut off in the middle,
/// can be sent again. Every row carries the import's id from the first commit on: it can be undone, even half-way.
/// </summary>
internal sealed class ImportCustomers(IServiceScopeFactory scopes, CustomersDb db, Work work)
{
    private const int RowsAtOnce = 1000;

    /// <param name="DryRun">Only reports.</param>
    /// <param name="FileName">For the list of imports.</param>
    /// <param name="Map">What the columns are, against the guess: see <see cref="ColumnMap"/>.</param>
    internal sealed record Request(bool DryRun, string? FileName, IReadOnlyList<string> Map);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/import", async (HttpRequest request, bool? dryRun, string? fileName, [FromQuery] string[]? map, ImportCustomers feature, CancellationToken ct) => await Receive(request, ct) is { } bytes
            ? (await feature.Handle(bytes, new(dryRun ?? false, fileName, map ?? []), ct)).ToHttp()
            : TooLarge())
        .Needs(Right.ImportCustomers)
        .WithMetadata(new RequestSizeLimitAttribute(2 * AddressBookFile.Largest))
        .Produces<ImportReport>()
        .WithSummary("Import an address book (CSV, at most 10 MB and 200,000 rows). dryRun=true only reports. map=heading=column (repeated; #3 for the third column, - to leave out) corrects the guess.");

    public async Task<Answer<ImportReport>> Handle(byte[] bytes, Request request, CancellationToken ct)
    {
        if (!ColumnMap.Read(request.Map).Is(out var map, out var refusal) || !Open(bytes, map).Is(out var opened, out refusal))
            return refusal;
        using var file = opened;
        var report = new ImportReport(request.DryRun, file.Encoding, file.Delimiter, file.Columns, file.Ignored);
        if (!request.DryRun)
            report.ImportId = await Start(file, request.FileName, ct);
        var known = new KnownInFile();
        while (Chunk(file) is { Count: > 0 } rows)
        {
            report.Rows += rows.Count;
            await InScope(services => services.GetRequiredService<ImportChunk>().Handle(rows, known, report, ct));
        }

        if (!request.DryRun)
            await Finish(report, ct);
        return report;
    }

    /// <summary>Opened and read once to the end.</summary>
    private static Answer<AddressBookFile> Open(byte[] bytes, ColumnMap map)
    {
        if (!AddressBookFile.Open(bytes, map).Is(out var tried, out var refusal))
            return refusal;
        using var file = tried;
        if (file.Missing is { } missing)
            return missing;
        try
        {
            var rows = 0;
            while (file.Next() is not null)
                if (++rows > AddressBookFile.MostRows)
                    return Refusal.Invalid("file", $"More than {AddressBookFile.MostRows:N0} rows. Send the file in parts.", "import-too-many-rows");
        }
        catch (CsvFormatException)
        {
            return Refusal.Invalid("file", $"Row {file.NextRow} does not end: probably a quotation mark was opened and not closed. Nothing was imported.", "import-broken-row");
        }

        return AddressBookFile.Open(bytes, map);
    }

    private async Task<Guid> Start(AddressBookFile file, string? fileName, CancellationToken ct)
    {
        var run = new ImportRun
        {
            AtUtc = work.Now,
            ByName = Words.Cut(work.Actor.Name, 200),
            FileName = new TypedFields("").Line("fileName", Path.GetFileName(Words.Cut(fileName ?? "", ImportRun.LongestFileName)), ImportRun.LongestFileName),
            Headings = Words.Cut(CsvText.Record(file.Headings), ImportRun.LongestHeadings),
        };
        await InScope(async services =>
        {
            services.GetRequiredService<CustomersDb>().Imports.Add(run);
            await services.GetRequiredService<Work>().SaveAsync(ct);
        });
        return run.Id;
    }

    private async Task Finish(ImportReport report, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        (await db.Imports.SingleAsync(run => run.Id == report.ImportId, ct)).Count(report);
        work.Audit(CustomerHistory.Imported(work.BusinessId, report));
        work.Tell(new ImportMatchDue(report.ImportId!.Value), report.ImportId.Value);
        await work.SaveAsync(ct);
    }

    private async Task InScope(Func<IServiceProvider, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(work.Actor with { Source = ActorSource.Import });
        await act(scope.ServiceProvider);
    }

    private static List<AddressBookLine> Chunk(AddressBookFile file)
    {
        var rows = new List<AddressBookLine>(RowsAtOnce);
        while (rows.Count < RowsAtOnce && file.Next() is { } row)
            rows.Add(row);
        return rows;
    }

    /// <summary>Null when it is larger than accepted.</summary>
    private static async Task<byte[]?> Receive(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > AddressBookFile.Largest)
            return null;
        using var received = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            received.Write(buffer, 0, read);
            if (received.Length > AddressBookFile.Largest)
                return null;
        }

        return received.ToArray();
    }

    private static ProblemHttpResult TooLarge() => TypedResults.Problem(
        detail: "The file is larger than 10 MB. Send it in parts.",
        statusCode: StatusCodes.Status413PayloadTooLarge,
        type: "https://booking-platform.invalid/problems/too-large",
        extensions: new Dictionary<string, object?> { ["code"] = "too-large" });
}
