using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Features.Claims;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Pdf;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Papers;

/// <summary>The slip on paper: what is booked, and how to add an email. In the customer's language. The code is sent along by the page that shows it, because nobody else knows it.</summary>
internal sealed class SlipPdf(MakeSlip slips, ICustomers customers, IBookings bookings, IBusinesses businesses, Work work)
{
    private static readonly GuestWords Words = GuestWords.Of(typeof(SlipPdf).Assembly);
    private const double QrSide = 130;

    public static void Map(IEndpointRouteBuilder pages) => pages
        .MapPost("/customers/{id:guid}/claim-slip.pdf", async (Guid id, HttpRequest request, SlipPdf feature, CancellationToken ct) =>
            (await feature.Print(id, (await request.ReadFormAsync(ct))["code"], ct)).ToHttp(pdf => TypedResults.File(pdf, "application/pdf", "claim-slip.pdf")))
        .WithName("PrintClaimSlip").Needs(Right.ChangeCustomers).ExcludeFromDescription();

    public async Task<Answer<byte[]>> Print(Guid customerId, string? code, CancellationToken ct)
    {
        if (await slips.Find(customerId, code, ct) is not { } slip || await customers.Find(customerId, ct) is not { } customer)
            return Refusal.NotFound("slip");
        var business = await businesses.Get(work.BusinessId, ct);
        var spoken = business with { Language = customer.Spoken(business) };
        using var stream = new MemoryStream();
        var title = Words.Say(spoken.Language, "slip.title", customer.Name);
        var pdf = new PdfDocument(stream, new(title, spoken.Language, PageSize.For(business.Country)) { Footer = business.Name });
        pdf.Paragraph(string.Join('\n', new[] { business.Name, business.Phone }.Where(line => line is not null)));
        pdf.Heading(title);
        foreach (var booking in await bookings.Coming(customerId, ct))
            pdf.Paragraph($"{spoken.ShowMoment(booking.StartsAtUtc)} · {booking.Service}{(booking.Resource is { } resource ? $" · {resource}" : "")} · {booking.Code}");
        Explain(pdf, slip, spoken);
        await pdf.FinishAsync(ct);
        return stream.ToArray();
    }

    private static void Explain(PdfDocument pdf, MakeSlip.Slip slip, Business business)
    {
        pdf.Space(12);
        pdf.Heading(Words.Say(business.Language, "slip.heading"), new TypeStyle(14, Bold: true));
        pdf.Paragraph(Words.Say(business.Language, "slip.how"));
        var qr = QrCode.Of(slip.Link);
        pdf.Squares(qr.Runs(), qr.Size, QrSide);
        pdf.Paragraph(slip.Link.Split('?')[0]);
        pdf.Paragraph(slip.Code, new TypeStyle(22, Bold: true));
        pdf.Paragraph(Words.Say(business.Language, "slip.until", business.ShowDay(slip.ExpiresAt.UtcDateTime)), new TypeStyle(8.5, Grey: 0.35));
    }
}
