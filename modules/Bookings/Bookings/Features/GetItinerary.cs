using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record GetItineraryRequest(Guid ItineraryId);

/// <summary>An itinerary with its bookings, soonest first.</summary>
internal sealed record ItineraryAnswer(Guid Id, Guid CustomerId, string? Title, DateOnly From, DateOnly To)
{
    public required BookedCustomer? Customer { get; init; }

    public required IReadOnlyList<BookingAnswer> Bookings { get; init; }

    /// <summary>Who comes along with the customer.</summary>
    public required IReadOnlyList<ItineraryGuestAnswer> Guests { get; init; }

    public required int Version { get; init; }
}

internal sealed class GetItinerary(BookingsDb db, BookingReader reader, ICustomers customers, IContactMask mask)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/itineraries/{id:guid}", async (Guid id, GetItinerary feature, CancellationToken ct) => (await feature.Get(new(id), ct)).ToHttp())
        .WithName("GetItinerary")
        .Produces<ItineraryAnswer>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<ItineraryAnswer>> Get(GetItineraryRequest request, CancellationToken ct)
    {
        if (await db.Itineraries.AsNoTracking().FirstOrDefaultAsync(itinerary => itinerary.Id == request.ItineraryId, ct) is not { } found)
            return Refusal.NotFound("itinerary");
        var customer = await customers.Find(found.CustomerId, ct);
        return new ItineraryAnswer(found.Id, found.CustomerId, found.Title, found.From, found.To)
        {
            Customer = customer is null ? null : BookedCustomer.From(mask.Shown(customer)),
            Version = found.Version,
            Guests = (await db.ItineraryGuests.AsNoTracking().Where(guest => guest.ItineraryId == found.Id).OrderBy(guest => guest.Id).ToListAsync(ct))
                .ConvertAll(guest => ItineraryGuestAnswer.Of(guest) with { Email = mask.ShownEmail(guest.Email), Phone = mask.ShownPhone(guest.Phone) }),
            Bookings = await reader.Read(db.Bookings.Where(booking => booking.ItineraryId == found.Id).OrderBy(booking => booking.StartsAtUtc), ct),
        };
    }
}
