using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>An itinerary in a list.</summary>
internal sealed record ItineraryLine(Guid Id, Guid CustomerId, string? Title, DateOnly From, DateOnly To, int Bookings);

internal sealed record ItineraryList(IReadOnlyList<ItineraryLine> Items);

/// <summary>The itineraries of a customer, latest first.</summary>
internal sealed class ListItineraries(BookingsDb db)
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/itineraries", async (Guid customerId, ListItineraries feature, CancellationToken ct) => (await feature.Of(customerId, ct)).ToHttp())
        .WithName("ListItineraries")
        .Produces<ItineraryList>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<ItineraryList>> Of(Guid customerId, CancellationToken ct) => new ItineraryList(await db.Itineraries.AsNoTracking()
        .Where(itinerary => itinerary.CustomerId == customerId)
        .OrderByDescending(itinerary => itinerary.From).ThenByDescending(itinerary => itinerary.Id)
        .Select(itinerary => new ItineraryLine(itinerary.Id, itinerary.CustomerId, itinerary.Title, itinerary.From, itinerary.To, db.Bookings.Count(booking => booking.ItineraryId == itinerary.Id)))
        .Take(Most)
        .ToListAsync(ct));
}
