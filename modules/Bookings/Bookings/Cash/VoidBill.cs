using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Cash;

internal sealed record VoidBillRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Takes a bill out of the register by hand, and puts it back.</summary>
internal sealed class VoidBill(BillDesk desk, Bills bills, GetBill getBill)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cash/bills/{bookingId:guid}/void", async (Guid bookingId, VoidBillRequest request, HttpRequest http, VoidBill feature, CancellationToken ct) =>
                (await feature.Void(request with { BookingId = bookingId, Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("VoidBill").Produces<BillDetail>().Needs(Right.CloseCash);
        api.MapPost("/cash/bills/{bookingId:guid}/restore", async (Guid bookingId, HttpRequest http, VoidBill feature, CancellationToken ct) =>
                (await feature.Restore(new(bookingId, IfMatch.Version(http)), ct)).ToHttp())
            .WithName("RestoreBill").Produces<BillDetail>().Needs(Right.CloseCash);
    }

    public async Task<Answer<BillDetail>> Void(VoidBillRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, Payment.LongestReason, "Say why the bill is voided.");
        if (reason is null)
            return Refusal.Invalid(typed.Faults);
        var voided = await desk.Change<Done>(new(request.BookingId, request.Version), folio => bills.Void(folio, VoidCause.Manual, reason, ct), ct);
        return voided.IsRefused(out var refusal) ? refusal : await getBill.Get(request.BookingId, ct);
    }

    public async Task<Answer<BillDetail>> Restore(BillStep step, CancellationToken ct)
    {
        var restored = await desk.Change<Done>(step, folio => bills.Restore(folio, ct), ct);
        return restored.IsRefused(out var refusal) ? refusal : await getBill.Get(step.BookingId, ct);
    }
}

internal sealed record KeepCreditRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>At most the credit of the voided bill.</summary>
    public Money? Amount { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Keeps what was paid for a voided bill, or a part of it, as a fee: the deposit of somebody who did not come. The rest stays credit.</summary>
internal sealed class KeepCredit(BillDesk desk, Bills bills, GetBill getBill, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/bills/{bookingId:guid}/keep", async (Guid bookingId, KeepCreditRequest request, HttpRequest http, KeepCredit feature, CancellationToken ct) =>
            (await feature.Keep(request with { BookingId = bookingId, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("KeepCredit")
        .Produces<BillDetail>()
        .Needs(Right.CloseCash);

    public async Task<Answer<BillDetail>> Keep(KeepCreditRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, Payment.LongestReason, "Say why it is kept.");
        if (reason is null)
            return Refusal.Invalid(typed.Faults);
        var kept = await desk.Change<Done>(new(request.BookingId, request.Version), folio => Keep(folio, request.Amount, reason, ct), ct);
        return kept.IsRefused(out var refusal) ? refusal : await getBill.Get(request.BookingId, ct);
    }

    private async Task<Answer<Done>> Keep(Folio folio, Money? amount, string reason, CancellationToken ct)
    {
        if (!folio.IsVoided)
            return Refusal.Conflict("wrong-state", "Only what was paid for a voided bill can be kept as a fee.");
        if (BillRefusals.Amount(folio, amount).IsRefused(out var refusal))
            return refusal;
        var credit = folio.Money(-folio.Balance.AmountMinor);
        if (amount!.Value.AmountMinor > credit.AmountMinor)
            return Refusal.Invalid("amount", $"There is {folio.Business.ShowMoney(credit)} of credit to keep.", "no-such-credit").With("credit", credit);
        folio.Bill.Keep(amount.Value.AmountMinor);
        await bills.Trace(folio, BillActKind.Kept, amount.Value, reason, ct);
        work.Note(folio.Booking, "bill.kept", $"Kept {folio.Business.ShowMoney(amount.Value)} of what was paid as a fee: {reason}");
        return default(Done);
    }
}
