using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>
/// Export to CSV: all customers, whatever their number, in constant memory. UTF-8 with byte order mark, RFC 4180,
/// and no cell that a spreadsheet would run as a formula (OWASP ASVS 1.2.10). That it was done stands in the history.
/// </summary>
internal sealed class ExportCustomers(CustomersDb db, IBusinesses businesses, Work work)
{
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers.csv", (ExportCustomers feature, CancellationToken ct) => feature.Handle(ct))
        .Needs(Right.ExportCustomers)
        .Produces(StatusCodes.Status200OK, contentType: "text/csv")
        .WithSummary("All customers as a CSV file.");

    /// <summary>The same file for staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/customers/export.csv", (ExportCustomers feature, CancellationToken ct) => feature.Handle(ct))
        .Needs(Right.ExportCustomers)
        .ExcludeFromDescription();

    public async Task<IResult> Handle(CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var name = $"customers-{business.Slug}-{business.Day(work.Now):yyyy-MM-dd}.csv";
        work.Audit(CustomerHistory.Exported(work.BusinessId, name));
        await work.SaveAsync(ct);
        return TypedResults.Stream(stream => Write(stream, ct), "text/csv; charset=utf-8", name);
    }

    internal async Task Write(Stream stream, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, Format, leaveOpen: true);
        foreach (var column in AddressBookColumns.All)
            csv.WriteField(column.Header);
        await csv.EndRecordAsync(ct);
        await foreach (var row in Rows().AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var column in AddressBookColumns.All)
                csv.WriteField(column.Get(row));
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    /// <summary>Oldest first: the order in which a database gives them without sorting them all beforehand.</summary>
    private IQueryable<AddressBookRow> Rows() => db.Customers.AsNoTracking().OrderBy(customer => customer.Id)
        .Select(customer => new AddressBookRow
        {
            FirstName = customer.FirstName,
            LastName = customer.LastName,
            Email = customer.Email!.Address,
            EmailState = customer.Email == null ? EmailState.Placeholder : customer.Email.State,
            Phone = customer.PhoneE164 ?? customer.PhoneAsTyped,
            Street = customer.Street,
            PostalCode = customer.PostalCode,
            City = customer.City,
            Region = customer.Region,
            Country = customer.Country,
            Language = customer.Language,
            Notes = customer.Notes,
            CustomerId = customer.Id,
            CreatedAtUtc = customer.CreatedAtUtc,
        });
}
