using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Erasing;

/// <summary>
/// Bookings, bills and receipts of an erased person keep what they count by: service, time, price, payments, numbers. Names, addresses and whatever people wrote
/// about the person are taken out, of receipts too: what tax law wants with a name on it must be printed or exported before.
/// </summary>
internal sealed class EraseBookings(BookingsDb db, IBusinesses businesses, Work work) : IEraseParticipant
{
    private const string Nobody = "Erased customer";
    private const string Erased = "Erased";

    public int Order => 40;

    public async Task<ErasePreview> Preview(EraseAct act, CancellationToken ct)
    {
        var (ids, now) = (act.CustomerIds.ToArray(), work.Now);
        var business = await businesses.Get(work.BusinessId, ct);
        var all = await Of(ids).CountAsync(ct);
        var coming = await Of(ids).CountAsync(booking => booking.EndsAtUtc > now && (booking.Status == BookingStatus.Booked || booking.Status == BookingStatus.Arrived), ct);
        var owed = await Of(ids).Where(booking => booking.EndsAtUtc <= now && booking.Status != BookingStatus.Cancelled)
            .CountAsync(booking => !db.Bills.Any(bill => bill.BookingId == booking.Id && (bill.VoidCause != null || booking.PriceMinor + bill.ExtrasMinor <= bill.PaidMinor)) && booking.PriceMinor > 0, ct);
        var receipts = await db.Receipts.CountAsync(receipt => Of(ids).Any(booking => booking.Id == receipt.BookingId), ct);
        List<EraseEffect> effects = [];
        if (all > 0)
            effects.Add(new($"{business.ShowNumber(all)} {(all == 1 ? "booking keeps" : "bookings keep")} service, time, price and payments, without name, notes and alert", Stays: true));
        if (receipts > 0)
            effects.Add(new($"{business.ShowNumber(receipts)} {(receipts == 1 ? "receipt keeps" : "receipts keep")} number, day and amounts, without name and address. Print those that you must keep with the name first", Stays: true));
        List<EraseHold> holds = [];
        if (coming > 0)
            holds.Add(new("coming-bookings", $"{business.ShowNumber(coming)} {(coming == 1 ? "booking is" : "bookings are")} still to come. Cancel them or wait until they are over.", $"/customers/{act.CustomerIds[0]}?tab=bookings"));
        if (owed > 0)
            holds.Add(new("open-bills", $"{business.ShowNumber(owed)} {(owed == 1 ? "bill is" : "bills are")} not paid. Take the payment or void the bill first.", $"/customers/{act.CustomerIds[0]}?tab=bills"));
        return new(effects, holds);
    }

    public async Task<IReadOnlyCollection<Guid>> Erase(EraseAct act, CancellationToken ct)
    {
        var ids = act.CustomerIds.ToArray();
        var itineraries = await db.Itineraries.Where(itinerary => EF.Parameter(ids).Contains(itinerary.CustomerId)).Select(itinerary => itinerary.Id).ToListAsync(ct);
        var given = await db.Assigned.Where(one => EF.Parameter(ids).Contains(one.FromCustomerId)).Select(one => one.BookingId).ToListAsync(ct);
        await EraseReceipts(ids, ct);
        await EraseBills(ids, ct);
        await EraseItineraries(ids, ct);
        await EraseJournals(act, ids, ct);
        var subjects = await Of(ids).Select(booking => booking.Id).ToListAsync(ct);
        await Of(ids).ExecuteUpdateAsync(set => set
            .SetProperty(booking => booking.BookedAs, Nobody).SetProperty(booking => booking.Notes, (string?)null).SetProperty(booking => booking.CancelReason, (string?)null)
            .SetProperty(booking => booking.Alert, (string?)null).SetProperty(booking => booking.AlertIsInherited, false).SetProperty(booking => booking.Version, booking => booking.Version + 1), ct);
        return [.. subjects, .. itineraries, .. given];
    }

    private IQueryable<Domain.Booking> Of(Guid[] customers) => db.Bookings.Where(booking => EF.Parameter(customers).Contains(booking.CustomerId));

    private async Task EraseReceipts(Guid[] ids, CancellationToken ct)
    {
        foreach (var receipt in await db.Receipts.AsNoTracking().Where(receipt => Of(ids).Any(booking => booking.Id == receipt.BookingId)).Select(receipt => new { receipt.Id, receipt.Content }).ToListAsync(ct))
        {
            var content = (ReceiptText.Read(receipt.Content) with { Customer = Nobody, Address = [] }).Write();
            await db.Receipts.Where(one => one.Id == receipt.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Content, content), ct);
        }
    }

    /// <summary>Reasons are free text, which may name somebody; amounts, kinds and who took them stay.</summary>
    private async Task EraseBills(Guid[] ids, CancellationToken ct)
    {
        await db.Bills.Where(bill => bill.VoidReason != null && Of(ids).Any(booking => booking.Id == bill.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(bill => bill.VoidReason, Erased), ct);
        await db.BillLines.Where(line => line.Reason != null && Of(ids).Any(booking => booking.Id == line.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(line => line.Reason, Erased), ct);
        await db.Payments.Where(payment => payment.Reason != null && Of(ids).Any(booking => booking.Id == payment.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(payment => payment.Reason, Erased), ct);
        await db.BillActs.Where(one => Of(ids).Any(booking => booking.Id == one.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(one => one.Reason, Erased), ct);
    }

    /// <summary>Whoever came along was named by the person and is known nowhere else.</summary>
    private async Task EraseItineraries(Guid[] ids, CancellationToken ct)
    {
        await db.ItineraryGuests.Where(guest => db.Itineraries.Any(itinerary => itinerary.Id == guest.ItineraryId && EF.Parameter(ids).Contains(itinerary.CustomerId))).ExecuteUpdateAsync(set => set
            .SetProperty(guest => guest.Name, "Erased guest").SetProperty(guest => guest.Email, (string?)null).SetProperty(guest => guest.Phone, (string?)null), ct);
        await db.Itineraries.Where(itinerary => EF.Parameter(ids).Contains(itinerary.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(itinerary => itinerary.Title, (string?)null), ct);
    }

    private async Task EraseJournals(EraseAct act, Guid[] ids, CancellationToken ct)
    {
        var merges = act.MergeIds.ToArray();
        await db.MergedRows.Where(row => EF.Parameter(merges).Contains(row.MergeId)).ExecuteDeleteAsync(ct);
        await db.Assigned.Where(one => EF.Parameter(ids).Contains(one.FromCustomerId)).ExecuteUpdateAsync(set => set.SetProperty(one => one.InheritedAlert, (string?)null), ct);
        // Somebody else's by now, but first booked in this person's name.
        await db.Bookings.Where(booking => db.Assigned.Any(one => one.BookingId == booking.Id && one.PreviousAssignmentId == null && EF.Parameter(ids).Contains(one.FromCustomerId)))
            .ExecuteUpdateAsync(set => set.SetProperty(booking => booking.BookedAs, Nobody), ct);
    }
}
