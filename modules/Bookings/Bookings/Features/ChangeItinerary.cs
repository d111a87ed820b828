using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>What is to be different about an itinerary; what is not said stays.</summary>
internal sealed record ChangeItineraryRequest
{
    [JsonIgnore]
    public Guid ItineraryId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Empty to take it away.</summary>
    public string? Title { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}

/// <summary>Gives an itinerary another title or other days. Its bookings keep their times.</summary>
internal sealed class ChangeItinerary(BookingsDb db, Work work, GetItinerary getItinerary)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/itineraries/{id:guid}", async (Guid id, ChangeItineraryRequest request, HttpRequest http, ChangeItinerary feature, CancellationToken ct) =>
            (await feature.Change(request with { ItineraryId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("ChangeItinerary")
        .Produces<ItineraryAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<ItineraryAnswer>> Change(ChangeItineraryRequest request, CancellationToken ct)
    {
        if (await db.Itineraries.FirstOrDefaultAsync(one => one.Id == request.ItineraryId, ct) is not { } itinerary)
            return Refusal.NotFound("itinerary");
        if (request.Version is { } seen && seen != itinerary.Version)
            return Refusal.Stale();
        var typed = new TypedFields("");
        var title = typed.Line("title", request.Title ?? itinerary.Title, MakeItinerary.LongestTitle);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        var (from, to) = (request.From ?? itinerary.From, request.To ?? itinerary.To);
        if (to < from || to.DayNumber - from.DayNumber > Nights.Most)
            return Refusal.Invalid("to", $"The last day is the first one or up to {Nights.Most} days later.");
        var before = Said(itinerary);
        (itinerary.Title, itinerary.From, itinerary.To) = (title, from, to);
        work.Audit(new AuditEntry { Subject = "itinerary", SubjectId = itinerary.Id, Action = "itinerary.changed", Sentence = $"Changed the itinerary: {from:yyyy-MM-dd} to {to:yyyy-MM-dd}.", Before = before, After = Said(itinerary) });
        return await work.SaveUnlessStale(ct) ? await getItinerary.Get(new(itinerary.Id), ct) : Refusal.Stale();
    }

    private static string Said(Itinerary itinerary) => $"{itinerary.Title} {itinerary.From:yyyy-MM-dd}/{itinerary.To:yyyy-MM-dd}".Trim();
}
