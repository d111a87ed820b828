using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>
/// Voiding and restoring, for the register and for other modules. A void is a trace, not a deletion: number, lines and payments stay, only nothing is owed any more.
/// What was paid becomes credit, whatever it was: all of it, a part, a deposit, a voucher. It is refunded in its kind or kept as a fee; nothing is decided by itself.
/// </summary>
internal sealed class Bills(BookingsDb db, Work work, BillDesk desk, Receipts receipts, BillBalances balances) : IBills
{
    public async Task<BillCard?> Find(Guid bookingId, CancellationToken ct) => (await balances.Of([bookingId], ct)).GetValueOrDefault(bookingId)?.Card;

    public async Task<Answer<BillCard>> Void(Guid bookingId, VoidCause cause, string reason, CancellationToken ct) =>
        await Act(new(bookingId, null), folio => Void(folio, cause, reason, ct), ct);

    public async Task<Answer<BillCard>> Restore(Guid bookingId, CancellationToken ct) =>
        await Act(new(bookingId, null), folio => Restore(folio, ct), ct);

    public async Task<Answer<Done>> Void(Folio folio, VoidCause cause, string reason, CancellationToken ct)
    {
        var total = folio.Total;
        if (folio.IsVoided || !folio.Bill.Void(cause, reason, work.Now))
            return Refusal.Conflict("wrong-state", "This bill is voided already.");
        if (folio.Bill.ReceiptId is not null)
            await receipts.TakeBack(folio, reason, ct);
        await Trace(folio, cause is VoidCause.NoShow ? BillActKind.VoidedNoShow : BillActKind.Voided, total, reason, ct);
        var credit = folio.Paid.AmountMinor > 0 ? $" {folio.Business.ShowMoney(folio.Paid)} paid before are now credit, to be given back or kept." : "";
        work.Note(folio.Booking, "bill.voided", $"Voided the bill of {folio.Business.ShowMoney(total)}, {Say(cause)}: {reason}.{credit}", before: folio.Number);
        return default(Done);
    }

    public async Task<Answer<Done>> Restore(Folio folio, CancellationToken ct)
    {
        if (folio.Booking.Status is BookingStatus.Cancelled)
            return Refusal.Conflict("wrong-state", "The booking is cancelled; its bill is voided as long as it is.");
        var wasVoided = folio.Bill.Restore();
        // As long as nobody came, a fee that was voided by hand comes back as a fee.
        var isDropped = folio.Booking.Status is not BookingStatus.NoShow && await DropFee(folio, ct);
        if (!wasVoided && !isDropped)
            return Refusal.Conflict("wrong-state", "This bill is not voided.");
        await Trace(folio, BillActKind.Restored, folio.Total, "Void undone", ct);
        work.Note(folio.Booking, "bill.restored", $"Restored the bill {folio.Number} of {folio.Business.ShowMoney(folio.Total)}.");
        return default(Done);
    }

    public async Task<Answer<BillCard>> Charge(Guid bookingId, Money fee, string reason, CancellationToken ct) =>
        await Act(new(bookingId, null), folio => Charge(folio, fee, reason, ct), ct);

    private async Task<Answer<Done>> Charge(Folio folio, Money fee, string reason, CancellationToken ct)
    {
        if (folio.Bill.VoidCause is not VoidCause.NoShow)
            return Refusal.Conflict("wrong-state", "A fee takes the place of a bill that was voided because nobody came; this one was not.");
        if (BillRefusals.Amount(folio, fee).IsRefused(out var refusal))
            return refusal;
        await DropFee(folio, ct);
        var price = Math.Max(0, folio.Booking.PriceMinor + folio.Bill.ExtrasMinor);
        if (fee.AmountMinor > price)
            return Refusal.Invalid("amount", $"The bill was {folio.Business.ShowMoney(folio.Money(price))}; a fee cannot be more than that.");
        folio.Bill.Restore();
        var line = new BillLine { BookingId = folio.Booking.Id, Kind = BillLineKind.NoShowFee, Text = "Fee for not coming, instead of the price", Quantity = 1, UnitMinor = fee.AmountMinor - price, TaxBasisPoints = folio.Service.TaxBasisPoints, Reason = reason, AddedAtUtc = work.Now };
        db.BillLines.Add(line);
        folio.Bill.Add(line);
        await Trace(folio, BillActKind.Restored, fee, reason, ct);
        work.Note(folio.Booking, "bill.fee-charged", $"Asks a fee of {folio.Business.ShowMoney(fee)} for not coming: {reason}");
        return default(Done);
    }

    /// <summary>Takes the fee off again; a receipt that lists it is corrected by a credit note.</summary>
    private async Task<bool> DropFee(Folio folio, CancellationToken ct)
    {
        var lines = await db.BillLines.Where(line => line.BookingId == folio.Booking.Id && line.Kind == BillLineKind.NoShowFee).ToListAsync(ct);
        if (lines.Count > 0 && folio.Bill.ReceiptId is not null)
            await receipts.TakeBack(folio, "The no-show is undone", ct);
        lines.ForEach(folio.Bill.Remove);
        db.BillLines.RemoveRange(lines);
        return lines.Count > 0;
    }

    /// <summary>Leaves its line in the day's closing.</summary>
    public async Task Trace(Folio folio, BillActKind kind, Money amount, string reason, CancellationToken ct) => db.BillActs.Add(new BillAct
    {
        BookingId = folio.Booking.Id,
        Kind = kind,
        AmountMinor = amount.AmountMinor,
        Reason = reason,
        Day = await desk.Day(folio.Business, ct),
        AtUtc = work.Now,
        By = work.Actor.Name,
    });

    private async Task<Answer<BillCard>> Act(BillStep step, Func<Folio, Task<Answer<Done>>> act, CancellationToken ct)
    {
        if (!(await desk.Take(step, ct)).Is(out var folio, out var refusal))
            return refusal;
        if ((await act(folio)).IsRefused(out refusal))
            return refusal;
        desk.Keep(folio);
        return folio.Card;
    }

    private static string Say(VoidCause cause) => cause is VoidCause.NoShow ? "because nobody came" : "by hand";
}
