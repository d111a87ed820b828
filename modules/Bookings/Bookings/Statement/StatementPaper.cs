using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Pdf;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.Bookings.Statement;

/// <summary>The statement as a tagged PDF, in the customer's language where there are words for it; days and money as that language writes them.</summary>
internal static class StatementPaper
{
    private const int RowsBetweenFlushes = 200;

    public static async Task Write(CustomerStatement statement, Stream stream, CancellationToken ct)
    {
        var words = StatementWords.For(statement.Customer.Language, statement.Business.Language);
        var there = statement.Business with { Language = words.Spoken };
        var document = new PdfDocument(stream, new PdfSettings($"{words.Statement}: {statement.Customer.Name}", words.Spoken, PageSize.For(there.Country)) { Footer = there.Name, Margin = 40 });
        document.Paragraph(string.Join(" · ", new[] { there.Name, there.Phone, there.Email }.Where(part => part is not null)), new TypeStyle(9, Grey: 0.35));
        document.Heading(words.Statement);
        document.Paragraph(statement.Customer.Name, new TypeStyle(12, Bold: true));
        document.Paragraph(RangeIn(words, there, statement.Range));
        document.Paragraph($"{words.MadeOn} {there.ShowDay(statement.MadeOn)}", new TypeStyle(9, Grey: 0.35));
        document.Space(6);
        if (statement.Lines.Count == 0)
            document.Paragraph(words.NoBookings, new TypeStyle(12));
        else
            await Table(document, statement, words, there, ct);
        await document.FinishAsync(ct);
    }

    private static string RangeIn(StatementWords words, Business there, StatementRange range) =>
        $"{(range.ByMaking ? words.ByMaking : words.ByStay)}: {there.ShowDay(range.From)} – {there.ShowDay(range.To)} ({words.BothIncluded}, {there.TimeZone})";

    private static async Task Table(PdfDocument document, CustomerStatement statement, StatementWords words, Business there, CancellationToken ct)
    {
        var table = document.Table(
        [
            new(words.Day, 1.35), new(words.Booking, 1.35), new(words.Service, 1.6), new(words.Status, 1.15),
            new(words.Price, 1.25, Align.End), new(words.Charged, 1.25, Align.End), new(words.Paid, 1.25, Align.End), new(words.Balance, 1.25, Align.End),
        ]);
        foreach (var lines in statement.Lines.Chunk(RowsBetweenFlushes))
        {
            foreach (var line in lines)
            {
                table.Row([there.ShowDay(statement.Range.ByMaking ? line.MadeOn : line.Day), line.Code, line.Service, words.Of(line),
                    there.ShowMoney(line.Price), there.ShowMoney(line.Charged), there.ShowMoney(line.Paid), there.ShowMoney(line.Balance)]);
            }

            await document.FlushAsync(ct);
        }

        foreach (var total in statement.Totals)
            table.Row([words.Total, total.Charged.Currency, "", "", "", there.ShowMoney(total.Charged), there.ShowMoney(total.Paid), there.ShowMoney(total.Balance)], bold: true);
        table.End();
    }
}
