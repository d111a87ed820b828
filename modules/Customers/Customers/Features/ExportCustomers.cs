using System.Security.Claims;
using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Features;

/// <summary>Export to CSV: all customers, those of a filter, or those that were selected (S1-13, S1-14).</summary>
internal sealed class ExportCustomers(CustomerFile file, IContactMask mask)
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/customers.csv", Answer)
        .Needs(Right.ExportCustomers)
        .Produces(StatusCodes.Status200OK, contentType: "text/csv")
        .WithSummary("Customers as a CSV file: all, those of a filter, or those named by id (repeated).");

    /// <summary>The same file for staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages.MapGet("/customers/export.csv", Answer)
        .Needs(Right.ExportCustomers)
        .ExcludeFromDescription();

    private static Task<IResult> Answer([AsParameters] FilterAsked filter, [FromQuery] Guid[]? id, ClaimsPrincipal user, ExportCustomers feature, CancellationToken ct) =>
        feature.Handle(filter, id ?? [], user.HasClaim(Right.Claim, Right.SeeCustomers), ct);

    public async Task<IResult> Handle(FilterAsked asked, IReadOnlyList<Guid> only, bool withAlerts, CancellationToken ct)
    {
        if (!CustomerFilter.Read(asked).Is(out var filter, out var refusal))
            return refusal.ToProblem();
        if (only.Count > Membership.MostAtOnce)
            return Refusal.Invalid("id", $"At most {Membership.MostAtOnce:N0} at a time.", "too-many").ToProblem();
        var columns = AddressBookColumns.All.Where(column => (withAlerts || column != AddressBookColumns.Alert) && !(mask.IsAlwaysOn && AddressBookColumns.Contacts.Contains(column))).ToList();
        return await file.Send(filter with { Only = only.Count > 0 ? only : null }, "customers", columns, ct);
    }
}
