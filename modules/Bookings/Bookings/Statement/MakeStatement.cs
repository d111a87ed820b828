using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Statement;

/// <summary>
/// All bookings of a customer in a range of days, both included, with price, paid and balance (S1-35, S1-36): on paper for the customer, so without
/// alerts and notes (S2-26). Four statements, whatever the number of bookings.
/// </summary>
internal sealed class MakeStatement(BookingsDb db, ICustomers customers, IBusinesses businesses, Work work)
{
    internal sealed record Request
    {
        /// <summary>First local day; the year's first when left out.</summary>
        public string? From { get; init; }

        /// <summary>Last local day, included; the year's last when left out.</summary>
        public string? To { get; init; }

        /// <summary><c>stay</c> (the day of the appointment or arrival, the default) or <c>made</c> (the day the booking was made).</summary>
        public string? By { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/customers/{id:guid}/statement.pdf", (Guid id, [AsParameters] Request request, MakeStatement feature, CancellationToken ct) => feature.Download(id, request, ct))
        .Needs(Right.SeeBookings).Needs(Right.SeeCustomers)
        .WithSummary("A customer's bookings in a range of days, as a PDF.")
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf");

    /// <summary>For staff at the dashboard, who have a cookie and no key.</summary>
    public static void MapDownload(IEndpointRouteBuilder pages) => pages
        .MapGet("/customers/{id:guid}/statement.pdf", (Guid id, [AsParameters] Request request, MakeStatement feature, CancellationToken ct) => feature.Download(id, request, ct))
        .Needs(Right.SeeBookings).Needs(Right.SeeCustomers)
        .ExcludeFromDescription();

    public async Task<Answer<CustomerStatement>> Handle(Guid customerId, Request request, CancellationToken ct)
    {
        if (await customers.Find(customerId, ct) is not { } customer)
            return Refusal.NotFound("customer");
        var business = await businesses.Get(work.BusinessId, ct);
        if (!StatementRange.Read(request, business.Day(work.Now)).Is(out var range, out var refusal))
            return refusal;
        var found = In(range, business, db.Bookings.AsNoTracking().Where(booking => booking.CustomerId == customerId));
        var rows = await found.WithNames(db).ToListAsync(ct);
        var bills = await found.WithBills(db).ToDictionaryAsync(bill => bill.BookingId, ct);
        var lines = rows.Select(row => StatementLine.Of(row, bills[row.Booking.Id], business)).OrderBy(line => range.ByMaking ? line.MadeOn : line.Day).ThenBy(line => line.Code, StringComparer.Ordinal).ToList();
        return new CustomerStatement(business, customer, range, lines, business.Day(work.Now));
    }

    private async Task<IResult> Download(Guid customerId, Request request, CancellationToken ct)
    {
        if (!(await Handle(customerId, request, ct)).Is(out var statement, out var refusal))
            return refusal.ToProblem();
        var (from, to) = (statement.Range.From, statement.Range.To);
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = customerId, Action = "statement.made", Sentence = $"A statement of {from:yyyy-MM-dd} to {to:yyyy-MM-dd} was made." });
        await work.SaveAsync(ct);
        return TypedResults.Stream(stream => StatementPaper.Write(statement, stream, ct), "application/pdf", $"statement-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.pdf");
    }

    private static IQueryable<Booking> In(StatementRange range, Business business, IQueryable<Booking> bookings)
    {
        var (start, end) = (business.StartOfDay(range.From), business.StartOfDay(range.To.AddDays(1)));
        return range.ByMaking
            ? bookings.Where(booking => booking.MadeAtUtc >= start && booking.MadeAtUtc < end)
            : bookings.Where(booking => booking.Arrival != null
                ? booking.Arrival >= range.From && booking.Arrival <= range.To
                : booking.StartsAtUtc >= start && booking.StartsAtUtc < end);
    }
}
