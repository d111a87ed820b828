using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record MakeItineraryRequest
{
    public Guid CustomerId { get; init; }

    public string? Title { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}

/// <summary>Opens an itinerary for a known customer: the second entry point of booking (S0-4).</summary>
internal sealed class MakeItinerary(BookingsDb db, Work work, ICustomers customers, GetItinerary getItinerary)
{
    public const int LongestTitle = 200;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/itineraries", async (MakeItineraryRequest request, MakeItinerary feature, CancellationToken ct) =>
            (await feature.Make(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/itineraries/{made.Id}", made)))
        .WithName("MakeItinerary")
        .Produces<ItineraryAnswer>(StatusCodes.Status201Created)
        .Needs(Right.Book);

    public async Task<Answer<ItineraryAnswer>> Make(MakeItineraryRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var title = typed.Line("title", request.Title, LongestTitle);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (request is not { From: { } from, To: { } to })
            return Refusal.Invalid(request.From is null ? "from" : "to", "An itinerary needs its first and its last day.");
        if (to < from || to.DayNumber - from.DayNumber > Nights.Most)
            return Refusal.Invalid("to", $"The last day is the first one or up to {Nights.Most} days later.");
        if (await customers.Find(request.CustomerId, ct) is not { } customer)
            return SlotPlanner.Unknown("unknown-customer", "There is no such customer.");
        if (customer.RefuseBooking() is { } refusal)
            return refusal;
        var itinerary = new Itinerary { CustomerId = request.CustomerId, Title = title, From = from, To = to, MadeAtUtc = work.Now };
        db.Itineraries.Add(itinerary);
        work.Audit(new AuditEntry { Subject = "itinerary", SubjectId = itinerary.Id, Action = "itinerary.made", Sentence = $"Opened an itinerary from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}." });
        await work.SaveAsync(ct);
        return await getItinerary.Get(new(itinerary.Id), ct);
    }
}
