using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Gate;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Notifications.Features.Templates;

/// <summary>Shows words that are being written, filled with a real booking: the one asked for, else the next one, else an invented one.</summary>
internal sealed class PreviewTemplate(TemplateBook book, MailWriter writer, IBookings bookings, IBookingLog log, ICustomers customers, IBusinesses businesses, Work work)
{
    private const int MostOffered = 20;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    internal sealed record Request(string? Subject, string? Heading, string? Body, Guid? BookingId);

    internal sealed record Answer(string Subject, string Text, string Html);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("message-templates/{kind}/{language}/preview", async (string kind, string language, Request request, PreviewTemplate feature, CancellationToken ct) =>
            (await feature.Handle(kind, language, request, ct)).Then(page => new Answer(page.Subject, page.Text(), page.Html())).ToHttp())
        .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Fill words with a real booking without keeping them.").Produces<Answer>();

    public async Task<Answer<MailPage>> Handle(string kind, string language, Request request, CancellationToken ct)
    {
        if (!TemplateKey.Read(kind, language, book).Is(out var key, out var unknown))
            return unknown;
        if (!ChangeTemplate.Check(new(request.Subject, request.Heading, request.Body), key.Kind).Then(text => MailTemplate.Read(text, key.Kind).Value).Is(out var template, out var refusal))
            return refusal;
        var business = await businesses.Get(work.BusinessId, ct);
        if (!(await About(key.Kind, request.BookingId, business, ct)).Is(out var about, out var missing))
            return missing;
        return template.Fill(writer.Model(key.Kind, about, business, Speech.For(key.Language, business, book.Languages)));
    }

    /// <summary>Bookings of the coming days to try the words on.</summary>
    public async Task<IReadOnlyList<LoggedBooking>> Offered(CancellationToken ct) =>
        (await log.Between(work.Now, work.Now + Ahead, MostOffered, ct)).Where(booking => booking.Status is BookingStatus.Booked).ToList();

    private async Task<Answer<Passage>> About(MessageKind kind, Guid? asked, Business business, CancellationToken ct)
    {
        var id = asked ?? (await Offered(ct)).Select(booking => (Guid?)booking.Id).FirstOrDefault();
        if (id is null)
            return Show(kind, Somebody, Invented(business));
        if (await bookings.Find(id.Value, ct) is not { } booking)
            return Refusal.NotFound("booking");
        return Show(kind, await customers.Find(booking.CustomerId, ct), booking);
    }

    private static Passage Show(MessageKind kind, CustomerCard? customer, BookingCard booking) =>
        new(null, customer, booking) { Stay = kind is MessageKind.Itinerary ? [booking] : [] };

    private static readonly CustomerCard Somebody = new(Guid.Empty, "Anna", "Smyth", null, EmailState.Placeholder, null, 0);

    private BookingCard Invented(Business business)
    {
        var start = work.Now.Date.AddDays(1).AddHours(14);
        return new BookingCard(Guid.Empty, "K7QM-2XP4", Guid.Empty, ServiceKind.Appointment, "Massage", "Eva", start, start.AddHours(1), BookingStatus.Booked, new Money(8_500, business.Currency), 1);
    }
}
