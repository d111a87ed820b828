using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Cash;

internal sealed record PayBillRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    public PaymentKind? Kind { get; init; }

    /// <summary>The whole of what is due, or a part of it; in the booking's currency.</summary>
    public Money? Amount { get; init; }
}

/// <summary>Takes money for a bill: all of it, a part, or a deposit before the day. Never more than is due, so of two people who pay at once only one does.</summary>
internal sealed class PayBill(BookingsDb db, Work work, BillDesk desk, GetBill getBill)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/bills/{bookingId:guid}/payments", async (Guid bookingId, PayBillRequest request, HttpRequest http, PayBill feature, CancellationToken ct) =>
            (await feature.Pay(request with { BookingId = bookingId, Version = IfMatch.Version(http) }, ct)).ToHttp(bill => TypedResults.Created($"/api/v1/cash/bills/{bill.BookingId}", bill)))
        .WithName("PayBill")
        .Produces<BillDetail>(StatusCodes.Status201Created)
        .Needs(Right.UseCash);

    public async Task<Answer<BillDetail>> Pay(PayBillRequest request, CancellationToken ct)
    {
        if (request.Kind is not { } kind || !Enum.IsDefined(kind))
            return Refusal.Invalid("kind", "Say how it is paid: by cash, card, bank transfer, voucher or otherwise.");
        var paid = await desk.Change<Done>(new(request.BookingId, request.Version), folio => Take(folio, kind, request.Amount, ct), ct);
        return paid.IsRefused(out var refusal) ? refusal : await getBill.Get(request.BookingId, ct);
    }

    private async Task<Answer<Done>> Take(Folio folio, PaymentKind kind, Money? typed, CancellationToken ct)
    {
        if (folio.IsVoided)
            return BillRefusals.Voided();
        if (BillRefusals.Amount(folio, typed).IsRefused(out var refusal))
            return refusal;
        var amount = typed!.Value;
        if (amount.AmountMinor > folio.Balance.AmountMinor)
            return Overpaid(folio);
        var day = await desk.Day(folio.Business, ct);
        var payment = new Payment
        {
            BookingId = folio.Booking.Id,
            Kind = kind,
            AmountMinor = amount.AmountMinor,
            Currency = amount.Currency,
            Day = day,
            IsDeposit = folio.Business.Day(work.Now) < folio.Business.Day(folio.Booking.StartsAtUtc),
            AtUtc = work.Now,
            By = work.Actor.Name,
        };
        db.Payments.Add(payment);
        folio.Bill.Take(payment);
        Note(folio, payment);
        return default(Done);
    }

    private static Refusal Overpaid(Folio folio)
    {
        var due = folio.Money(Math.Max(0, folio.Balance.AmountMinor));
        var message = due.AmountMinor == 0 ? "This bill is paid already." : $"Only {folio.Business.ShowMoney(due)} is due on this bill.";
        return Refusal.Invalid("amount", message, "overpaid").With("due", due);
    }

    private void Note(Folio folio, Payment payment)
    {
        var what = payment.IsDeposit ? "Took a deposit of" : "Took";
        var rest = folio.Balance.AmountMinor > 0 ? $"{folio.Business.ShowMoney(folio.Balance)} is still due" : "the bill is paid";
        work.Note(folio.Booking, "bill.paid", $"{what} {folio.Business.ShowMoney(folio.Money(payment.AmountMinor))} {payment.Kind.By()}; {rest}.");
    }
}

/// <summary>What several acts on a bill refuse in the same words.</summary>
internal static class BillRefusals
{
    public const long HighestAmount = 1_000_000_000_00;

    public static Refusal Voided() => Refusal.Conflict("bill-voided", "This bill is voided. Restore it first if it is to be paid after all.");

    /// <summary>Money of the booking's own currency, more than none.</summary>
    public static Answer<Done> Amount(Folio folio, Money? typed) => typed switch
    {
        not { AmountMinor: > 0 and <= HighestAmount } => Refusal.Invalid("amount", "Give an amount above zero."),
        { } amount when amount.Currency != folio.Booking.Currency => Refusal.Invalid("amount", $"This bill is in {folio.Booking.Currency}.", "wrong-currency"),
        _ => default(Done),
    };

    public static string By(this PaymentKind kind) => kind switch
    {
        PaymentKind.Cash => "in cash",
        PaymentKind.Card => "by card",
        PaymentKind.BankTransfer => "by bank transfer",
        PaymentKind.Voucher => "by voucher",
        _ => "by other means",
    };
}
