using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

internal sealed record RefundBillRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    public PaymentKind? Kind { get; init; }

    public Money? Amount { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Gives money back in the kind it was paid in, never more than was paid in that kind. A voided bill gives back its credit.</summary>
internal sealed class RefundBill(BookingsDb db, Work work, BillDesk desk, GetBill getBill)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/bills/{bookingId:guid}/refunds", async (Guid bookingId, RefundBillRequest request, HttpRequest http, RefundBill feature, CancellationToken ct) =>
            (await feature.Refund(request with { BookingId = bookingId, Version = IfMatch.Version(http) }, ct)).ToHttp(bill => TypedResults.Created($"/api/v1/cash/bills/{bill.BookingId}", bill)))
        .WithName("RefundBill")
        .Produces<BillDetail>(StatusCodes.Status201Created)
        .Needs(Right.UseCash);

    public async Task<Answer<BillDetail>> Refund(RefundBillRequest sent, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", sent.Reason, Payment.LongestReason, "Say why it is given back.");
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (sent.Kind is not { } kind || !Enum.IsDefined(kind))
            return Refusal.Invalid("kind", "Say how it is given back: as it was paid.");
        var request = sent with { Kind = kind, Reason = reason };
        var given = await desk.Change<Done>(new(request.BookingId, request.Version), folio => Give(folio, request, ct), ct);
        return given.IsRefused(out var refusal) ? refusal : await getBill.Get(request.BookingId, ct);
    }

    private async Task<Answer<Done>> Give(Folio folio, RefundBillRequest request, CancellationToken ct)
    {
        if (BillRefusals.Amount(folio, request.Amount).IsRefused(out var refusal))
            return refusal;
        var amount = request.Amount!.Value;
        var refundable = await Refundable(folio, request.Kind!.Value, ct);
        if (amount.AmountMinor > refundable)
            return TooMuch(folio, request.Kind.Value, refundable);
        var payment = new Payment
        {
            BookingId = folio.Booking.Id,
            Kind = request.Kind.Value,
            AmountMinor = -amount.AmountMinor,
            Currency = amount.Currency,
            Day = await desk.Day(folio.Business, ct),
            Reason = request.Reason,
            AtUtc = work.Now,
            By = work.Actor.Name,
        };
        db.Payments.Add(payment);
        folio.Bill.Take(payment);
        work.Note(folio.Booking, "bill.refunded", $"Gave back {folio.Business.ShowMoney(amount)} {payment.Kind.By()}: {request.Reason}");
        return default(Done);
    }

    /// <summary>What was paid in that kind and not given back yet; a fee kept of a voided bill stays.</summary>
    private async Task<long> Refundable(Folio folio, PaymentKind kind, CancellationToken ct)
    {
        var paid = await db.Payments.Where(payment => payment.BookingId == folio.Booking.Id && payment.Kind == kind).SumAsync(payment => payment.AmountMinor, ct);
        return folio.IsVoided ? Math.Min(paid, -folio.Balance.AmountMinor) : paid;
    }

    private static Refusal TooMuch(Folio folio, PaymentKind kind, long refundable)
    {
        var most = folio.Money(refundable);
        var message = refundable == 0 ? $"Nothing can be given back {kind.By()}." : $"At most {folio.Business.ShowMoney(most)} can be given back {kind.By()}.";
        return Refusal.Invalid("amount", message, "refund-too-large").With("refundable", most);
    }
}
