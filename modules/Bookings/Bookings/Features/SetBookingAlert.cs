using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <param name="Message">Empty to take the booking's own alert away.</param>
internal sealed record SetBookingAlertRequest(string? Message);

/// <summary>Gives a booking an alert of its own, or takes it away; then the customer's shows again (S2-11, C4). For staff only.</summary>
internal sealed class SetBookingAlert(Work work, BookingChange change, ICustomers customers)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("/bookings/{id:guid}/alert", async (Guid id, SetBookingAlertRequest request, HttpRequest http, SetBookingAlert feature, CancellationToken ct) =>
            (await feature.Set(new(id, IfMatch.Version(http)), request, ct)).ToHttp())
        .WithName("SetBookingAlert")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> Set(BookingStep step, SetBookingAlertRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var message = typed.Text("message", request.Message, Booking.LongestAlert);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        await work.BeginAsync(ct);
        if (!(await change.Find(step.BookingId, step.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        var customer = await customers.Find(booking.CustomerId, ct);
        var before = booking.Alert;
        booking.Warn(message, booking.IsOver(work.Now) ? null : customer?.Alert);
        if (booking.Alert != before)
            work.Note(booking, "booking.alert", Sentence(booking), before, booking.Alert);
        return await change.Save(booking, ct);
    }

    private static string Sentence(Booking booking) => booking switch
    {
        { Alert: null } => "Alert removed.",
        { AlertIsInherited: true } => $"Alert of its own removed; the customer's shows again: {booking.Alert}",
        _ => $"Alert: {booking.Alert}",
    };
}
