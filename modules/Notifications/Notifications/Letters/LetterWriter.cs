using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Pdf;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Letters;

/// <summary>Writes letters into one PDF, each on a page of its own, the address where windowed envelopes show it (DIN 5008, and close enough elsewhere).</summary>
internal sealed class LetterWriter
{
    private const double WindowTop = 128;
    private const double TextTop = 270;
    private static readonly TypeStyle Small = new(8, Grey: 0.35);
    private readonly Business business;
    private readonly LetterTemplate template;
    private readonly string date;
    private readonly LetterText subject;
    private readonly LetterText body;

    /// <exception cref="InvalidOperationException">The template was not checked when it was saved.</exception>
    public LetterWriter(Business business, LetterTemplate template, DateOnly day)
    {
        (this.business, this.template, date) = (business, template, business.ShowDay(day));
        (subject, body) = (LetterText.Read("subject", template.Subject).Value, LetterText.Read("body", template.Body).Value);
    }

    public async Task Write(Stream stream, IEnumerable<CustomerCard> customers, CancellationToken ct)
    {
        var document = new PdfDocument(stream, new PdfSettings(business.Name, business.Language, PageSize.For(business.Country)) { PageNumbers = false });
        foreach (var customer in customers)
        {
            document.NewPage();
            Add(document, customer);
            await document.FlushAsync(ct);
        }

        await document.FinishAsync(ct);
    }

    private void Add(PdfDocument document, CustomerCard customer)
    {
        var model = ModelOf(customer);
        document.Paragraph(string.Join('\n', new[] { business.Name, template.Sender }.Where(line => line is not null)), Small);
        document.MoveTo(WindowTop);
        document.Paragraph($"{model.Guest.Name}\n{model.Guest.Address}", new TypeStyle(11));
        document.MoveTo(TextTop);
        document.Paragraph(date, align: Align.End);
        document.Space(12);
        document.Heading(OneLine.Of(subject.Fill(model)), new TypeStyle(12, Bold: true));
        document.Space(6);
        foreach (var paragraph in body.Fill(model).ReplaceLineEndings("\n").Split("\n\n"))
            document.Paragraph(paragraph.Trim('\n'), new TypeStyle(11));
    }

    private LetterModel ModelOf(CustomerCard customer)
    {
        var address = customer.Address is { } known ? string.Join('\n', AddressBlock.Lines(known, business.Country)) : "";
        var guest = new LetterGuest(OneLine.Of(customer.Name), OneLine.Of(customer.FirstName), OneLine.Of(customer.LastName), address);
        return new LetterModel(guest, new LetterSender(business.Name, template.Sender ?? "", business.Phone ?? "", business.Email ?? ""), date);
    }
}
