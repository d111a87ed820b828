using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Reports;

/// <param name="Business">Who complains.</param>
/// <param name="Customer">What was entered about the person, as it is today.</param>
/// <param name="Bookings">All of them, oldest first.</param>
/// <param name="Missed">Those nobody came to; the value says whether it was a fake booking.</param>
/// <param name="MadeAtUtc">When the pack was made.</param>
internal sealed record Complaint(Business Business, CustomerCard Customer, IReadOnlyList<LoggedBooking> Bookings, IReadOnlyDictionary<Guid, NoShowRecord> Missed, DateTime MadeAtUtc)
{
    /// <summary>The same sentences on the page and on paper.</summary>
    public static IReadOnlyList<string> Advice { get; } =
    [
        "If somebody books without meaning to come, complain to the police and bring these pages along.",
        "They hold what was entered when booking, and when. Who really entered it nobody here knows: a name and an address can be anybody's.",
        "There is no technical address of a device in them, because none is kept. If the authorities need more, their lawful request goes to the operator of this platform, not to you.",
    ];
}

/// <summary>What a business can hand to the police: bookings, entered data and times, no technical identifier (S3-19, S3-20, S3-21). Making one is on record.</summary>
internal sealed class EvidencePack(NoShowDb db, ICustomers customers, IBookingLog log, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => Route(api, "/customers/{id:guid}/evidence.pdf").WithName("EvidencePack")
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
        .WithSummary("The pages for a complaint to the police: bookings, entered data, times. No technical identifier is in them, because none is kept.");

    /// <summary>For staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => Route(pages, "/customers/{id:guid}/evidence.pdf").ExcludeFromDescription();

    private static RouteHandlerBuilder Route(IEndpointRouteBuilder routes, string pattern) => routes
        .MapGet(pattern, (Guid id, EvidencePack feature, CancellationToken ct) => feature.Download(id, ct))
        .Needs(Right.SeeCustomers).Needs(Right.SeeBookings).Needs(Right.BlockCustomers).Needs(Right.RevealCustomers);

    public async Task<Answer<Complaint>> Read(Guid customerId, CancellationToken ct)
    {
        if (await customers.Find(customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var missed = await db.Records.AsNoTracking().Where(record => record.CustomerId == customerId).ToDictionaryAsync(record => record.BookingId, ct);
        return new Complaint(await businesses.Get(work.BusinessId, ct), customer, await log.Of([customerId], ct), missed, work.Now);
    }

    private async Task<IResult> Download(Guid customerId, CancellationToken ct)
    {
        if (!(await Read(customerId, ct)).Is(out var complaint, out var refusal))
            return refusal.ToProblem();
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = "evidence.made", Sentence = "The pages for a complaint to the police were made." });
        await work.SaveAsync(ct);
        return TypedResults.Stream(stream => ComplaintPaper.Write(complaint, stream, ct), "application/pdf", "evidence.pdf");
    }
}
