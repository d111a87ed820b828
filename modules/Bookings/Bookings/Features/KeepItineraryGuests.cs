using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

internal sealed record ItineraryGuestRequest
{
    [JsonIgnore]
    public Guid ItineraryId { get; init; }

    /// <summary>The guest to change; null for one more.</summary>
    [JsonIgnore]
    public Guid? GuestId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Null to keep it when changed.</summary>
    public string? Name { get; init; }

    /// <summary>Empty to take it away.</summary>
    public string? Email { get; init; }

    public string? Phone { get; init; }
}

internal sealed record ItineraryGuestAnswer(Guid Id, string Name, string? Email, string? Phone, int Version)
{
    public static ItineraryGuestAnswer Of(ItineraryGuest guest) => new(guest.Id, guest.Name, guest.Email, guest.Phone, guest.Version);
}

/// <summary>Who comes along with the customer of an itinerary: a booking of it can be for one of them.</summary>
internal sealed class KeepItineraryGuests(BookingsDb db, Work work)
{
    private const int MostGuests = 100;
    private const int LongestName = 200;
    private const int LongestEmail = 254;
    private const int LongestPhone = 40;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/itineraries/{id:guid}/guests", async (Guid id, ItineraryGuestRequest request, KeepItineraryGuests feature, CancellationToken ct) =>
                (await feature.Keep(request with { ItineraryId = id }, ct)).ToHttp(made => TypedResults.Created($"/api/v1/itineraries/{id}", made)))
            .WithName("AddItineraryGuest").Produces<ItineraryGuestAnswer>(StatusCodes.Status201Created).Needs(Right.Book);
        api.MapPatch("/itineraries/{id:guid}/guests/{guestId:guid}", async (Guid id, Guid guestId, ItineraryGuestRequest request, HttpRequest http, KeepItineraryGuests feature, CancellationToken ct) =>
                (await feature.Keep(request with { ItineraryId = id, GuestId = guestId, Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeItineraryGuest").Produces<ItineraryGuestAnswer>().Needs(Right.Book);
        api.MapDelete("/itineraries/{id:guid}/guests/{guestId:guid}", async (Guid id, Guid guestId, HttpRequest http, KeepItineraryGuests feature, CancellationToken ct) =>
                (await feature.Remove(new() { ItineraryId = id, GuestId = guestId, Version = IfMatch.Version(http) }, ct)).ToHttp(_ => TypedResults.NoContent()))
            .WithName("RemoveItineraryGuest").Produces(StatusCodes.Status204NoContent).Needs(Right.Book);
    }

    public async Task<Answer<ItineraryGuestAnswer>> Keep(ItineraryGuestRequest request, CancellationToken ct)
    {
        if (!(await Find(request, ct)).Is(out var guest, out var refusal))
            return refusal;
        var typed = new TypedFields("");
        var name = typed.Required("name", request.Name ?? guest.Name, LongestName, "Type the guest's name.");
        var email = typed.Checked("email", request.Email ?? guest.Email, IsEmail, "This is no email address.");
        var phone = typed.Line("phone", request.Phone ?? guest.Phone, LongestPhone);
        if (typed.Faults.Count > 0)
        {
            await work.AbandonAsync();
            return Refusal.Invalid(typed.Faults);
        }

        (guest.Name, guest.Email, guest.Phone) = (name!, email, phone);
        Note(request.ItineraryId, request.GuestId is null ? "itinerary.guest-added" : "itinerary.guest-changed", request.GuestId is null ? "Added a guest to the itinerary." : "Changed a guest of the itinerary.");
        return await work.SaveUnlessStale(ct) ? ItineraryGuestAnswer.Of(guest) : Refusal.Stale();
    }

    /// <summary>Not while a booking is for them: it would no longer be known who comes.</summary>
    public async Task<Answer<Done>> Remove(ItineraryGuestRequest request, CancellationToken ct)
    {
        if (!(await Find(request, ct)).Is(out var guest, out var refusal))
            return refusal;
        var bookings = await db.Bookings.CountAsync(booking => booking.ItineraryGuestId == guest.Id && booking.Status != BookingStatus.Cancelled, ct);
        if (bookings > 0)
            return Refusal.Conflict("guest-has-bookings", $"{guest.Name} still has {(bookings == 1 ? "a booking" : $"{bookings} bookings")} in this itinerary. Cancel {(bookings == 1 ? "it" : "them")} first.").With("bookings", bookings);
        db.ItineraryGuests.Remove(guest);
        Note(request.ItineraryId, "itinerary.guest-removed", "Removed a guest from the itinerary.");
        return await work.SaveUnlessStale(ct) ? default(Done) : Refusal.Stale();
    }

    private async Task<Answer<ItineraryGuest>> Find(ItineraryGuestRequest request, CancellationToken ct)
    {
        if (!await db.Itineraries.AnyAsync(itinerary => itinerary.Id == request.ItineraryId, ct))
            return Refusal.NotFound("itinerary");
        if (request.GuestId is not { } id)
        {
            return await db.ItineraryGuests.CountAsync(guest => guest.ItineraryId == request.ItineraryId, ct) < MostGuests
                ? db.ItineraryGuests.Add(new ItineraryGuest { ItineraryId = request.ItineraryId, Name = "" }).Entity
                : Refusal.Conflict("too-many-guests", $"An itinerary has at most {MostGuests} guests.");
        }

        if (await db.ItineraryGuests.FirstOrDefaultAsync(guest => guest.Id == id && guest.ItineraryId == request.ItineraryId, ct) is not { } found)
            return Refusal.NotFound("guest");
        return request.Version is { } seen && seen != found.Version ? Refusal.Stale() : found;
    }

    private static bool IsEmail(string text) => text.Length <= LongestEmail && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);

    private void Note(Guid itinerary, string action, string sentence) =>
        work.Audit(new AuditEntry { Subject = "itinerary", SubjectId = itinerary, Action = action, Sentence = sentence });
}
