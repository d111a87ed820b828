using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Features;

/// <summary>The report Customers, with the alert messages (S2-25): the filters of the list, page by page as JSON or all of it as CSV.</summary>
internal sealed class ReportCustomers(FindCustomers customers, CustomerFile file, IContactMask mask)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/reports/customers", async ([AsParameters] FilterAsked filter, string? format, string? sort, string? cursor, int? limit, ReportCustomers feature, CancellationToken ct) => format switch
        {
            null or "json" => (await feature.Handle(filter, new(sort, cursor, limit), ct)).ToHttp(),
            "csv" => await feature.Send(filter, ct),
            _ => Refusal.Invalid("format", "Ask for json or csv.").ToProblem(),
        })
        .Needs(Right.SeeReports)
        .Produces<FindCustomers.Response>()
        .WithSummary("The customers with alert message, lists, last visit, state of the email and day of creation. format: json (pages) or csv (all).");

    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/reports/customers.csv", ([AsParameters] FilterAsked filter, ReportCustomers feature, CancellationToken ct) => feature.Send(filter, ct))
        .Needs(Right.SeeReports)
        .ExcludeFromDescription();

    public Task<Answer<FindCustomers.Response>> Handle(FilterAsked asked, FindCustomers.Part part, CancellationToken ct) => customers.Handle(asked, part, ct);

    public async Task<IResult> Send(FilterAsked asked, CancellationToken ct) => CustomerFilter.Read(asked).Is(out var filter, out var refusal)
        ? await file.Send(filter, "report-customers", AddressBookColumns.Report.Where(column => !(mask.IsAlwaysOn && AddressBookColumns.Contacts.Contains(column))).ToList(), ct)
        : refusal.ToProblem();
}
