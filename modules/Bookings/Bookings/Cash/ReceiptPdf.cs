using BookingPlatform.Bookings.Cash.Pages;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Pdf;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Cash;

/// <summary>An issued document on paper. It is drawn from the stored text alone, so every print of it is the same, byte for byte.</summary>
internal sealed class ReceiptPdf(GetReceipt getReceipt)
{
    private static readonly TypeStyle Small = new(8.5, Grey: 0.35);

    public static void Map(IEndpointRouteBuilder routes, string name) => routes
        .MapGet("/cash/receipts/{receiptId:guid}.pdf", async (Guid receiptId, ReceiptPdf feature, CancellationToken ct) =>
            (await feature.Print(receiptId, ct)).ToHttp(pdf => TypedResults.File(pdf, "application/pdf")))
        .WithName(name)
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
        .Needs(Right.UseCash);

    public async Task<Answer<byte[]>> Print(Guid receiptId, CancellationToken ct)
    {
        if (!(await getReceipt.Get(receiptId, ct)).Is(out var receipt, out var refusal))
            return refusal;
        var text = receipt.Text;
        using var stream = new MemoryStream();
        var pdf = new PdfDocument(stream, new(Title(receipt), text.Business.Language, PageSize.For(text.Business.Country)) { Footer = $"{text.Business.Name} · {Title(receipt)}" });
        Head(pdf, receipt);
        Lines(pdf, text);
        Sums(pdf, receipt);
        await pdf.FinishAsync(ct);
        return stream.ToArray();
    }

    private static string Title(ReceiptAnswer receipt) => $"{(receipt.Kind is ReceiptKind.Receipt ? "Receipt" : "Credit note")} {receipt.Number}";

    private static void Head(PdfDocument pdf, ReceiptAnswer receipt)
    {
        var (text, business) = (receipt.Text, receipt.Text.Business);
        pdf.Paragraph(string.Join('\n', new[] { business.Name, business.Phone, business.Email }.Where(line => line is not null)));
        pdf.Paragraph(string.Join('\n', [text.Customer, .. text.Address]));
        pdf.Heading(Title(receipt));
        pdf.Paragraph($"{business.ShowMoment(receipt.IssuedAt.UtcDateTime)} · Bill {text.BillNumber} · Booking {text.BookingCode}");
        if (text.Corrects is not null)
            pdf.Paragraph($"Takes back receipt {text.Corrects}: {text.Reason}");
    }

    private static void Lines(PdfDocument pdf, ReceiptText text)
    {
        var (business, culture) = (text.Business, text.Business.Culture());
        var table = pdf.Table([new("Description", 5), new("Quantity", 1.2, Align.End), new("Price", 1.8, Align.End), new("Tax", 1.2, Align.End), new("Amount", 1.8, Align.End)]);
        foreach (var line in text.Lines)
            table.Row([line.Text, business.ShowNumber(line.Quantity), business.ShowMoney(line.UnitPrice), CashText.Rate(line.TaxBasisPoints, culture), business.ShowMoney(line.Amount)]);
        table.Row(["Total", "", "", "", business.ShowMoney(text.Total)], bold: true);
        table.End();
        var taxes = pdf.Table([new("Tax rate", 2), new("Net", 2, Align.End), new("Tax", 2, Align.End), new("Gross", 2, Align.End)]);
        foreach (var tax in text.Taxes)
            taxes.Row([CashText.Rate(tax.TaxBasisPoints, culture), business.ShowMoney(tax.Net), business.ShowMoney(tax.Tax), business.ShowMoney(tax.Gross)]);
        taxes.End();
    }

    private static void Sums(PdfDocument pdf, ReceiptAnswer receipt)
    {
        var (text, business) = (receipt.Text, receipt.Text.Business);
        if (receipt.Kind is ReceiptKind.Receipt)
        {
            var payments = pdf.Table([new("Paid by", 3), new("Day", 3), new("Amount", 2, Align.End)]);
            foreach (var payment in text.Payments)
                payments.Row([payment.Amount.AmountMinor < 0 ? $"{payment.Kind.Name()}, given back" : payment.Kind.Name(), business.ShowDay(payment.At.UtcDateTime), business.ShowMoney(payment.Amount)]);
            payments.Row(["Paid", "", business.ShowMoney(text.Paid)], bold: true);
            payments.End();
            var due = text.Total + text.Paid.Negative();
            if (due.AmountMinor != 0)
                pdf.Paragraph(due.AmountMinor > 0 ? $"Still due: {business.ShowMoney(due)}" : $"Credit: {business.ShowMoney(due.Negative())}");
        }

        pdf.Paragraph($"Issued by {text.IssuedBy}", Small);
    }
}
