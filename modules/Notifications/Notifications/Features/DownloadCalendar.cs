using System.Text;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Calendar;
using BookingPlatform.Notifications.Mail;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Notifications.Features;

/// <summary>A guest puts a booking into their calendar, by the link in the mail. Opening it again gives the booking as it stands then.</summary>
internal sealed class DownloadCalendar(GuestTokens tokens, BookingCalendar calendar, IBookings bookings, ICustomers customers, IBusinesses businesses, TemplateBook templates, Work work)
{
    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapGet("calendar/{token}.ics", async (string token, DownloadCalendar feature, HttpContext http, CancellationToken ct) =>
        {
            // The address itself is the secret.
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            http.Response.Headers.CacheControl = "no-store";
            return (await feature.Handle(token, ct)).ToHttp(file => TypedResults.File(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", "booking.ics"));
        })
        .WithTags("Guests").WithSummary("The calendar file of a booking, by the link in its mails.").Produces(StatusCodes.Status200OK, contentType: "text/calendar");

    public async Task<Answer<string>> Handle(string token, CancellationToken ct)
    {
        if (tokens.Read(TokenPurpose.Calendar, work.BusinessId, token) is not { } id || await bookings.Find(id, ct) is not { } booking)
            return Refusal.NotFound("booking");
        var (business, customer) = (await businesses.Get(work.BusinessId, ct), await customers.Find(booking.CustomerId, ct));
        return calendar.Download(booking, business, Speech.For(customer?.Language, business, templates.Languages));
    }
}
