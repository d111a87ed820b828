using System.Text.Json.Serialization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>An issued document with the text it was printed with.</summary>
internal sealed record ReceiptAnswer(Guid Id, Guid BookingId, ReceiptKind Kind, string Number, DateTimeOffset IssuedAt, Guid? CorrectsId, ReceiptText Text);

/// <summary>Prints a bill. Asked again for an unchanged bill it answers the receipt that stands.</summary>
internal sealed class IssueReceipt(BillDesk desk, Receipts receipts, GetReceipt getReceipt)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/bills/{bookingId:guid}/receipt", async (Guid bookingId, HttpRequest http, IssueReceipt feature, CancellationToken ct) =>
            (await feature.Issue(new(bookingId, IfMatch.Version(http)), ct)).ToHttp(receipt => TypedResults.Created($"/api/v1/cash/receipts/{receipt.Id}", receipt)))
        .WithName("IssueReceipt")
        .Produces<ReceiptAnswer>(StatusCodes.Status201Created)
        .Needs(Right.UseCash);

    public async Task<Answer<ReceiptAnswer>> Issue(BillStep step, CancellationToken ct)
    {
        var issued = await desk.Change<Receipt>(step, async folio => Refused(folio) is { } refusal ? refusal : await receipts.Issue(folio, ct), ct);
        return issued.Is(out var receipt, out var refused) ? await getReceipt.Get(receipt.Id, ct) : refused;
    }

    private static Refusal? Refused(Folio folio)
    {
        if (folio.IsVoided)
            return BillRefusals.Voided();
        return folio is { Paid.AmountMinor: 0, Total.AmountMinor: > 0 } ? Refusal.Conflict("nothing-paid", "Nothing was paid yet. A receipt says what was paid.") : null;
    }
}

internal sealed record CreditReceiptRequest
{
    [JsonIgnore]
    public Guid ReceiptId { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Takes a receipt back by a credit note, a document of its own; the receipt itself stays as it was printed.</summary>
internal sealed class CreditReceipt(BookingsDb db, BillDesk desk, Receipts receipts, GetReceipt getReceipt)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/cash/receipts/{receiptId:guid}/credit", async (Guid receiptId, CreditReceiptRequest request, CreditReceipt feature, CancellationToken ct) =>
            (await feature.Credit(request with { ReceiptId = receiptId }, ct)).ToHttp(note => TypedResults.Created($"/api/v1/cash/receipts/{note.Id}", note)))
        .WithName("CreditReceipt")
        .Produces<ReceiptAnswer>(StatusCodes.Status201Created)
        .Needs(Right.CloseCash);

    public async Task<Answer<ReceiptAnswer>> Credit(CreditReceiptRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, Payment.LongestReason, "Say what was wrong with it.");
        if (reason is null)
            return Refusal.Invalid(typed.Faults);
        var booking = await db.Receipts.Where(receipt => receipt.Id == request.ReceiptId).Select(receipt => (Guid?)receipt.BookingId).FirstOrDefaultAsync(ct);
        if (booking is not { } bookingId)
            return Refusal.NotFound("receipt");
        var credited = await desk.Change<Receipt>(new(bookingId, null), async folio => folio.Bill.ReceiptId == request.ReceiptId
            ? await receipts.TakeBack(folio, reason, ct)
            : Refusal.Conflict("wrong-state", "This document does not stand any more, or is a credit note itself."), ct);
        return credited.Is(out var note, out var refusal) ? await getReceipt.Get(note.Id, ct) : refusal;
    }
}

/// <summary>One issued document.</summary>
internal sealed class GetReceipt(BookingsDb db, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/cash/receipts/{receiptId:guid}", async (Guid receiptId, GetReceipt feature, CancellationToken ct) => (await feature.Get(receiptId, ct)).ToHttp())
        .WithName("GetReceipt")
        .Produces<ReceiptAnswer>()
        .Needs(Right.UseCash);

    public async Task<Answer<ReceiptAnswer>> Get(Guid receiptId, CancellationToken ct)
    {
        if (await db.Receipts.AsNoTracking().FirstOrDefaultAsync(receipt => receipt.Id == receiptId, ct) is not { } receipt)
            return Refusal.NotFound("receipt");
        var business = await businesses.Get(work.BusinessId, ct);
        return new ReceiptAnswer(receipt.Id, receipt.BookingId, receipt.Kind, ReceiptNumber.Say(receipt.Year, receipt.Number),
            business.At(receipt.IssuedAtUtc), receipt.CorrectsId, ReceiptText.Read(receipt.Content));
    }
}
