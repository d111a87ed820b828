using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Imports an address book. Good rows are imported, the others reported one by one. A thousand rows commit at a time, so that bookings need not wait
/// for a large file; whoever is stored already is skipped, so that a file, or one that was cut off in the middle, can be sent again.
/// </summary>
internal sealed class ImportCustomers(IServiceScopeFactory scopes, Work work)
{
    private const int MostRows = 200_000;
    private const int RowsAtOnce = 1000;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/customers/import", async (HttpRequest request, bool? dryRun, ImportCustomers feature, CancellationToken ct) => await Receive(request, ct) is { } bytes
            ? (await feature.Handle(bytes, dryRun ?? false, ct)).ToHttp()
            : TooLarge())
        .Needs(Right.ImportCustomers)
        .WithMetadata(new RequestSizeLimitAttribute(2 * AddressBookFile.Largest))
        .Produces<ImportReport>()
        .WithSummary("Import an address book (CSV, at most 10 MB and 200,000 rows). dryRun=true only reports.");

    public async Task<Answer<ImportReport>> Handle(byte[] bytes, bool dryRun, CancellationToken ct)
    {
        if (!AddressBookFile.Open(bytes).Is(out var opened, out var refusal))
            return refusal;
        using var file = opened;
        var report = new ImportReport(dryRun, file.Encoding, file.Delimiter, file.Columns, file.Ignored);
        var known = new KnownInFile();
        while (ReadChunk(file, report, out refusal) is { Count: > 0 } rows && refusal is null)
            await Import(rows, known, report, ct);
        if (refusal is not null)
            return refusal.With("imported", report.DryRun ? 0 : report.Imported);
        if (dryRun)
            return report;
        work.Audit(CustomerHistory.Imported(work.BusinessId, report));
        await work.SaveAsync(ct);
        return report;
    }

    private async Task Import(List<(long, AddressBookRow)> rows, KnownInFile known, ImportReport report, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(work.Actor with { Source = ActorSource.Import });
        await scope.ServiceProvider.GetRequiredService<ImportChunk>().Handle(rows, known, report, ct);
    }

    private static List<(long, AddressBookRow)> ReadChunk(AddressBookFile file, ImportReport report, out Refusal? refusal)
    {
        var rows = new List<(long, AddressBookRow)>(RowsAtOnce);
        refusal = null;
        try
        {
            while (rows.Count < RowsAtOnce && file.Next() is { } row)
                rows.Add((file.Row, row));
        }
        catch (CsvFormatException)
        {
            refusal = Refusal.Invalid("file", $"Row {file.Row + 1} does not end: probably a quotation mark was opened and not closed.", "import-broken-row");
        }

        report.Rows += rows.Count;
        if (report.Rows > MostRows)
            refusal = Refusal.Invalid("file", $"More than {MostRows:N0} rows. Send the file in parts.", "import-too-many-rows");
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
