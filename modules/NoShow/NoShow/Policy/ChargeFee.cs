using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Policy;

/// <param name="Amount">What the policy asks when left out.</param>
/// <param name="Reason">Names the policy when left out.</param>
internal sealed record FeeRequest(Money? Amount, string? Reason);

/// <param name="Number">Of the bill, the booking's own.</param>
/// <param name="State">Open until it is paid.</param>
internal sealed record FeeAnswer(string Number, BillState State, Money Total, Money Paid, Money Balance);

/// <summary>Asks a fee of somebody who did not come. Staff decide each time; nothing is charged by itself, and undoing the no-show takes the fee away.</summary>
internal sealed class ChargeFee(NoShowDb db, IBookings bookings, IBills bills, Work work)
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/no-show/fee", async (Guid id, FeeRequest request, ChargeFee feature, CancellationToken ct) => (await feature.Handle(id, request, ct)).ToHttp())
        .Needs(Right.UseCash).WithName("ChargeNoShowFee").Produces<FeeAnswer>()
        .WithSummary("Opens the bill of a no-show again, for a fee instead of the price. 409 no-fee when the policy asks none and no amount is given, wrong-state once it is charged or the bill was not voided.");

    /// <summary>What the policy asks for that booking; null when it is no no-show, or nothing is asked.</summary>
    public async Task<Answer<Money>> Asked(Guid bookingId, CancellationToken ct)
    {
        if (await bookings.Find(bookingId, ct) is not { } booking || !await db.Records.AnyAsync(record => record.BookingId == bookingId && !record.IsFake, ct))
            return Refusal.NotFound("no-show");
        var preset = (await db.Policies.AsNoTracking().FirstOrDefaultAsync(ct))?.Preset ?? Preset.None;
        return booking.Price with { AmountMinor = Terms.Of(preset).FeeMinor(booking.Price.AmountMinor) };
    }

    public async Task<Answer<FeeAnswer>> Handle(Guid bookingId, FeeRequest request, CancellationToken ct)
    {
        if (!(await Asked(bookingId, ct)).Is(out var asked, out var refusal))
            return refusal;
        var fee = request.Amount ?? asked;
        if (request.Amount is null && fee.AmountMinor == 0)
            return Refusal.Conflict("no-fee", "Your policy asks no fee for this. Give an amount, or choose another policy under Settings.");
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? "Did not come" : request.Reason.Trim();
        if (reason.Length > LongestReason)
            return Refusal.Invalid("reason", $"At most {LongestReason} characters.");
        if (!(await bills.Charge(bookingId, fee, reason, ct)).Is(out var bill, out refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        await work.SaveAsync(ct);
        return new FeeAnswer(bill.Number, bill.State, bill.Total, bill.Paid, bill.Balance);
    }
}
