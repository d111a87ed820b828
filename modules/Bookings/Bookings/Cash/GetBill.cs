using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>One bill with its lines, payments and documents.</summary>
internal sealed class GetBill(BookingsDb db, ICustomers customers, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/cash/bills/{bookingId:guid}", async (Guid bookingId, HttpResponse http, GetBill feature, CancellationToken ct) =>
            (await feature.Get(bookingId, ct)).ToHttp(bill =>
            {
                http.Headers.ETag = $"\"{bill.Version}\"";
                return TypedResults.Ok(bill);
            }))
        .WithName("GetBill")
        .Produces<BillDetail>()
        .Needs(Right.UseCash);

    public async Task<Answer<BillDetail>> Get(Guid bookingId, CancellationToken ct)
    {
        var found = await (from booking in db.Bookings.AsNoTracking()
                           join service in db.Services.AsNoTracking() on booking.ServiceId equals service.Id
                           join one in db.Bills.AsNoTracking() on booking.Id equals one.BookingId into bills
                           from bill in bills.DefaultIfEmpty()
                           where booking.Id == bookingId
                           select new { booking, service, bill }).FirstOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound("bill");
        var business = await businesses.Get(work.BusinessId, ct);
        var folio = new Folio(found.booking, found.service, found.bill ?? new Bill { BookingId = bookingId, Version = 0 }, business);
        return await Describe(folio, await customers.Find(found.booking.CustomerId, ct), ct);
    }

    private async Task<BillDetail> Describe(Folio folio, CustomerCard? customer, CancellationToken ct)
    {
        var lines = BillLines.Of(folio.Booking, folio.Service, await Added(folio, ct));
        return new BillDetail
        {
            Number = folio.Number,
            BookingId = folio.Booking.Id,
            State = folio.Card.State,
            Total = folio.Total,
            Paid = folio.Paid,
            Balance = folio.Balance,
            CustomerId = folio.Booking.CustomerId,
            Customer = customer?.Name ?? folio.Booking.BookedAs,
            Service = folio.Service.Name,
            StartsAt = folio.Business.At(folio.Booking.StartsAtUtc),
            Version = folio.Bill.Version,
            Lines = lines,
            Taxes = BillLines.Taxes(lines),
            Payments = await Payments(folio, ct),
            Receipts = await Receipts(folio, ct),
            ReceiptId = folio.Bill.ReceiptId,
            Voided = folio.IsVoided ? Voided(folio) : null,
        };
    }

    public Task<List<BillLine>> Added(Folio folio, CancellationToken ct) =>
        db.BillLines.AsNoTracking().Where(line => line.BookingId == folio.Booking.Id).OrderBy(line => line.AddedAtUtc).ThenBy(line => line.Id).ToListAsync(ct);

    public async Task<IReadOnlyList<PaymentAnswer>> Payments(Folio folio, CancellationToken ct)
    {
        var payments = await db.Payments.AsNoTracking().Where(payment => payment.BookingId == folio.Booking.Id).OrderBy(payment => payment.AtUtc).ThenBy(payment => payment.Id).ToListAsync(ct);
        return payments.Select(payment => new PaymentAnswer(payment.Id, payment.Kind, new(payment.AmountMinor, payment.Currency),
            folio.Business.At(payment.AtUtc), payment.Day, payment.IsDeposit, payment.By, payment.Reason)).ToList();
    }

    private async Task<IReadOnlyList<ReceiptLink>> Receipts(Folio folio, CancellationToken ct)
    {
        var receipts = await db.Receipts.AsNoTracking().Where(receipt => receipt.BookingId == folio.Booking.Id)
            .OrderBy(receipt => receipt.Year).ThenBy(receipt => receipt.Number)
            .Select(receipt => new { receipt.Id, receipt.Kind, receipt.Year, receipt.Number, receipt.TotalMinor, receipt.IssuedAtUtc })
            .ToListAsync(ct);
        return receipts.Select(receipt => new ReceiptLink(receipt.Id, receipt.Kind, ReceiptNumber.Say(receipt.Year, receipt.Number),
            folio.Money(receipt.TotalMinor), folio.Business.At(receipt.IssuedAtUtc))).ToList();
    }

    private static VoidAnswer Voided(Folio folio) => new(folio.Bill.VoidCause, folio.Bill.VoidReason ?? folio.Booking.CancelReason,
        folio.Bill.VoidedAtUtc is { } at ? folio.Business.At(at) : null, folio.Total);
}
