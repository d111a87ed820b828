using BookingPlatform.Bookings.Features;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Cash;

/// <summary>
/// Issues documents inside the running work. Receipts and credit notes share one row of numbers per business and year; the counter's row stays locked until
/// the work is committed, so a number that was taken is either printed or given to the next.
/// </summary>
internal sealed class Receipts(BookingsDb db, Work work, GetBill getBill, ICustomers customers)
{
    /// <summary>The bill as it stands now. A receipt that already says the same is the answer; one that says otherwise is taken back first.</summary>
    public async Task<Receipt> Issue(Folio folio, CancellationToken ct)
    {
        var text = await Text(folio, ct);
        if (await Standing(folio, ct) is { } standing)
        {
            if (ReceiptText.Read(standing.Content).SaysTheSameAs(text))
                return standing;
            await TakeBack(folio, "The bill has changed", ct);
        }

        var receipt = await Add(folio, ReceiptKind.Receipt, null, text, ct);
        work.Note(folio.Booking, "receipt.issued", $"Issued receipt {ReceiptNumber.Say(receipt.Year, receipt.Number)}.");
        return receipt;
    }

    /// <summary>Corrects the receipt that stands by a credit note; there must be one.</summary>
    public async Task<Receipt> TakeBack(Folio folio, string reason, CancellationToken ct)
    {
        var receipt = await Standing(folio, ct) ?? throw new InvalidOperationException($"No receipt stands for the bill {folio.Number}.");
        var number = ReceiptNumber.Say(receipt.Year, receipt.Number);
        var text = ReceiptText.Read(receipt.Content).Reversed(number, reason, work.Actor.Name);
        var note = await Add(folio, ReceiptKind.CreditNote, receipt.Id, text, ct);
        work.Note(folio.Booking, "receipt.credited", $"Took receipt {number} back by credit note {ReceiptNumber.Say(note.Year, note.Number)}: {reason}");
        return note;
    }

    private Task<Receipt?> Standing(Folio folio, CancellationToken ct) => db.Receipts.AsNoTracking().FirstOrDefaultAsync(receipt => receipt.Id == folio.Bill.ReceiptId, ct);

    private async Task<Receipt> Add(Folio folio, ReceiptKind kind, Guid? corrects, ReceiptText text, CancellationToken ct)
    {
        var year = folio.Business.Day(work.Now).Year;
        var receipt = new Receipt
        {
            BookingId = folio.Booking.Id,
            Kind = kind,
            Year = year,
            Number = await Next(year, ct),
            CorrectsId = corrects,
            IssuedAtUtc = work.Now,
            TotalMinor = text.Total.AmountMinor,
            Content = text.Write(),
        };
        db.Receipts.Add(receipt);
        folio.Bill.Issued(receipt);
        return receipt;
    }

    private async Task<int> Next(int year, CancellationToken ct)
    {
        // The second document of a business's very first work: its counter is not in the database yet.
        if (db.ReceiptCounters.Local.FirstOrDefault(counter => counter.Year == year && db.Entry(counter).State is EntityState.Added) is { } first)
            return ++first.Last;
        if (await db.ReceiptCounters.Where(counter => counter.Year == year).ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Last, counter => counter.Last + 1), ct) == 0)
            return db.ReceiptCounters.Add(new ReceiptCounter { Year = year, Last = 1 }).Entity.Last;
        return await db.ReceiptCounters.AsNoTracking().Where(counter => counter.Year == year).Select(counter => counter.Last).FirstAsync(ct);
    }

    private async Task<ReceiptText> Text(Folio folio, CancellationToken ct)
    {
        var customer = await customers.Find(folio.Booking.CustomerId, ct);
        var lines = BillLines.Of(folio.Booking, folio.Service, await getBill.Added(folio, ct));
        return new ReceiptText
        {
            Business = folio.Business,
            BillNumber = folio.Number,
            BookingCode = folio.Booking.Code,
            Customer = customer?.Name ?? folio.Booking.BookedAs,
            Address = ReceiptText.AddressOf(customer),
            Lines = lines,
            Taxes = BillLines.Taxes(lines),
            Payments = await getBill.Payments(folio, ct),
            Total = folio.Total,
            Paid = folio.Paid,
            IssuedBy = work.Actor.Name,
        };
    }
}
