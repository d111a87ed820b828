using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>
/// Staff send the confirmation of a stay once it is planned: one message with all its bookings. Until then none of them is told singly;
/// from then on changes are. Pressed again it tells the stay as it stands then, unless the customer knows all of it.
/// </summary>
internal sealed class ConfirmItinerary(BookingsDb db, IBookings bookings, Work work, GetItinerary getItinerary)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/itineraries/{id:guid}/confirm", async (Guid id, ConfirmItinerary feature, CancellationToken ct) =>
            (await feature.Confirm(id, ct)).ToHttp(confirmed => TypedResults.Accepted((string?)null, confirmed)))
        .WithName("ConfirmItinerary")
        .WithSummary("Send one confirmation for all coming bookings of an itinerary.")
        .Produces<ItineraryAnswer>(StatusCodes.Status202Accepted)
        .Needs(Right.SendMessages);

    public async Task<Answer<ItineraryAnswer>> Confirm(Guid id, CancellationToken ct)
    {
        if (await db.Itineraries.AsNoTracking().FirstOrDefaultAsync(itinerary => itinerary.Id == id, ct) is not { } found)
            return Refusal.NotFound("itinerary");
        var coming = (await bookings.OfItinerary(id, ct)).Count;
        if (coming == 0)
            return Refusal.Conflict("nothing-to-confirm", "There is nothing to confirm: no booking of this itinerary is still to come.");
        work.Tell(new ItineraryConfirmed(id, found.CustomerId), about: found.CustomerId);
        work.Audit(new AuditEntry
        {
            Subject = "itinerary",
            SubjectId = id,
            Action = "itinerary.confirmed",
            Sentence = $"Sent the confirmation of {(coming == 1 ? "1 booking" : $"{coming} bookings")}.",
        });
        await work.SaveAsync(ct);
        return await getItinerary.Get(new(id), ct);
    }
}
