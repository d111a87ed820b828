using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Pdf;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.NoShow.Reports;

/// <summary>The complaint as a tagged PDF.</summary>
internal static class ComplaintPaper
{
    private static readonly TypeStyle Small = new(9, Grey: 0.35);
    private static readonly TypeStyle Title = new(12, Bold: true);

    public static async Task Write(Complaint complaint, Stream stream, CancellationToken ct)
    {
        var business = complaint.Business;
        var document = new PdfDocument(stream, new PdfSettings($"Bookings of {complaint.Customer.Name}", business.Language, PageSize.For(business.Country)) { Footer = business.Name, Margin = 40 });
        document.Paragraph(string.Join(" · ", new[] { business.Name, business.Phone, business.Email }.Where(part => part is not null)), Small);
        document.Heading("Bookings and what was entered");
        document.Paragraph($"Made {business.ShowMoment(complaint.MadeAtUtc)}. All times are those of {business.TimeZone}.", Small);
        Person(document, complaint);
        Bookings(document, complaint);
        document.Space(8);
        foreach (var sentence in Complaint.Advice)
            document.Paragraph(sentence, Small);
        await document.FinishAsync(ct);
    }

    private static void Person(PdfDocument document, Complaint complaint)
    {
        var table = document.Table([new("Entered", 1), new("As it is stored", 3)]);
        foreach (var (what, value) in ComplaintWords.Entered(complaint.Customer))
            table.Row([what, value]);
        table.End();
        document.Space(6);
    }

    private static void Bookings(PdfDocument document, Complaint complaint)
    {
        document.Paragraph($"{complaint.Bookings.Count} bookings, {complaint.Missed.Count} without anybody coming", Title);
        var table = document.Table([new("Booking", 1.3), new("Booked", 1.6), new("For", 1.6), new("In the name of", 1.5), new("Service and note", 2), new("What became of it", 1.5), new("Price", 1.1, Align.End)]);
        foreach (var booking in complaint.Bookings)
        {
            table.Row([booking.Code, complaint.Business.ShowMoment(booking.MadeAtUtc), complaint.Business.ShowMoment(booking.StartsAtUtc), booking.BookedAs,
                booking.Notes is null ? booking.Service : $"{booking.Service}: {booking.Notes}", ComplaintWords.Became(booking, complaint), complaint.Business.ShowMoney(booking.Price)]);
        }

        table.End();
    }
}

internal static class ComplaintWords
{
    public static IEnumerable<(string What, string Value)> Entered(Customers.Contracts.CustomerCard customer)
    {
        yield return ("Name", customer.Name);
        yield return ("Email", customer.Email ?? "none");
        yield return ("Telephone", customer.Phone ?? "none");
        yield return ("Address", customer.Address is { } address ? string.Join(", ", new[] { address.Street, address.PostalCode, address.City, address.Region, address.Country }.Where(part => !string.IsNullOrWhiteSpace(part))) : "none");
    }

    public static string Became(LoggedBooking booking, Complaint complaint) => complaint.Missed.TryGetValue(booking.Id, out var record)
        ? $"{(record.IsFake ? "Fake booking" : "Nobody came")}, noted {complaint.Business.ShowMoment(record.MarkedAtUtc)}"
        : booking.Status switch
        {
            BookingStatus.Cancelled => "Called off",
            BookingStatus.Arrived or BookingStatus.Done => "Came",
            _ when booking.StartsAtUtc > complaint.MadeAtUtc => "To come",
            _ => "Not noted",
        };
}
