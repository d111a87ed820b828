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

internal sealed record AddLineRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Null for <see cref="BillLineKind.Extra"/>.</summary>
    public BillLineKind? Kind { get; init; }

    public string? Text { get; init; }

    public int Quantity { get; init; } = 1;

    /// <summary>Tax included. For a discount what is taken off, above zero.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>Null for that of the booked service.</summary>
    public int? TaxBasisPoints { get; init; }

    /// <summary>A discount needs one.</summary>
    public string? Reason { get; init; }
}

/// <summary>Adds something to a bill, a bottle of wine or a discount, and takes it off again while no receipt stands.</summary>
internal sealed class ChangeLines(BookingsDb db, Work work, BillDesk desk, GetBill getBill)
{
    private const int LongestText = 200;
    private const int MostPieces = 1000;
    public const int HighestTax = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/cash/bills/{bookingId:guid}/lines", async (Guid bookingId, AddLineRequest request, HttpRequest http, ChangeLines feature, CancellationToken ct) =>
                (await feature.Add(request with { BookingId = bookingId, Version = IfMatch.Version(http) }, ct)).ToHttp(bill => TypedResults.Created($"/api/v1/cash/bills/{bill.BookingId}", bill)))
            .WithName("AddBillLine").Produces<BillDetail>(StatusCodes.Status201Created).Needs(Right.UseCash);
        api.MapDelete("/cash/bills/{bookingId:guid}/lines/{lineId:guid}", async (Guid bookingId, Guid lineId, HttpRequest http, ChangeLines feature, CancellationToken ct) =>
                (await feature.Remove(new(bookingId, IfMatch.Version(http)), lineId, ct)).ToHttp())
            .WithName("RemoveBillLine").Produces<BillDetail>().Needs(Right.UseCash);
    }

    public async Task<Answer<BillDetail>> Add(AddLineRequest sent, CancellationToken ct)
    {
        if (!Clean(sent).Is(out var request, out var refusal))
            return refusal;
        var added = await desk.Change<Done>(new(request.BookingId, request.Version), folio => Task.FromResult(Put(folio, request)), ct);
        return added.IsRefused(out refusal) ? refusal : await getBill.Get(request.BookingId, ct);
    }

    public async Task<Answer<BillDetail>> Remove(BillStep step, Guid lineId, CancellationToken ct)
    {
        var removed = await desk.Change<Done>(step, folio => TakeOff(folio, lineId, ct), ct);
        return removed.IsRefused(out var refusal) ? refusal : await getBill.Get(step.BookingId, ct);
    }

    private static Answer<AddLineRequest> Clean(AddLineRequest sent)
    {
        var isDiscount = sent.Kind is BillLineKind.Discount;
        var typed = new TypedFields("");
        var request = sent with
        {
            Kind = sent.Kind ?? BillLineKind.Extra,
            Text = isDiscount ? typed.Line("text", sent.Text, LongestText) ?? "Discount" : typed.Required("text", sent.Text, LongestText, "Say what it is."),
            Reason = isDiscount ? typed.Required("reason", sent.Reason, Payment.LongestReason, "Say why a discount is given.") : typed.Line("reason", sent.Reason, Payment.LongestReason),
        };
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (request.Kind is not (BillLineKind.Extra or BillLineKind.Discount))
            return Refusal.Invalid("kind", "A line is an extra or a discount.");
        if (request.Quantity is < 1 or > MostPieces)
            return Refusal.Invalid("quantity", $"1 to {MostPieces} of it.");
        return request.TaxBasisPoints is null or (>= 0 and <= HighestTax) ? request : Refusal.Invalid("taxBasisPoints", "A tax is 0 to 100 %.");
    }

    private Answer<Done> Put(Folio folio, AddLineRequest request)
    {
        if (folio.IsVoided)
            return BillRefusals.Voided();
        if (BillRefusals.Amount(folio, request.UnitPrice).IsRefused(out var refusal))
            return refusal with { Errors = new Dictionary<string, string[]> { ["unitPrice"] = [refusal.Message] } };
        var isDiscount = request.Kind is BillLineKind.Discount;
        var line = new BillLine
        {
            BookingId = folio.Booking.Id,
            Kind = request.Kind!.Value,
            Text = request.Text!,
            Quantity = request.Quantity,
            UnitMinor = request.UnitPrice!.Value.AmountMinor * (isDiscount ? -1 : 1),
            TaxBasisPoints = request.TaxBasisPoints ?? folio.Service.TaxBasisPoints,
            Reason = request.Reason,
            AddedAtUtc = work.Now,
        };
        if (isDiscount && -line.AmountMinor > folio.Total.AmountMinor)
            return Refusal.Invalid("unitPrice", $"The bill is {folio.Business.ShowMoney(folio.Total)}; a discount cannot be more than that.", "discount-too-large");
        db.BillLines.Add(line);
        folio.Bill.Add(line);
        var why = line.Reason is null ? "" : $": {line.Reason}";
        work.Note(folio.Booking, "bill.line-added", $"Put {line.Text} ({folio.Business.ShowMoney(folio.Money(line.AmountMinor))}) on the bill{why}");
        return default(Done);
    }

    private async Task<Answer<Done>> TakeOff(Folio folio, Guid lineId, CancellationToken ct)
    {
        if (folio.IsVoided)
            return BillRefusals.Voided();
        if (folio.Bill.ReceiptId is not null)
            return Refusal.Conflict("receipt-issued", "A receipt lists this line. Take the receipt back by a credit note first, or add a discount.");
        if (await db.BillLines.FirstOrDefaultAsync(line => line.Id == lineId && line.BookingId == folio.Booking.Id, ct) is not { } line)
            return Refusal.NotFound("line on this bill");
        if (line.Kind is BillLineKind.NoShowFee)
            return Refusal.Conflict("wrong-state", "This line makes the bill a fee for not coming. Void the bill to drop the fee, or undo the no-show.");
        db.BillLines.Remove(line);
        folio.Bill.Remove(line);
        work.Note(folio.Booking, "bill.line-removed", $"Took {line.Text} ({folio.Business.ShowMoney(folio.Money(line.AmountMinor))}) off the bill.");
        return default(Done);
    }
}
