using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record MakeBookingRequest
{
    public Guid ServiceId { get; init; }

    /// <summary>Null for whoever or whichever is free.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>ISO 8601, with an offset or in the business's own time.</summary>
    public string? StartsAt { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    public int Party { get; init; } = 1;

    public BookingGuest? Customer { get; init; }

    /// <summary>Null for the one that follows from the rest.</summary>
    public BookingPath? Path { get; init; }

    public Guid? ItineraryId { get; init; }

    /// <summary>A guest of the itinerary it is for; null for the customer.</summary>
    public Guid? ItineraryGuestId { get; init; }

    /// <summary>Staff have read what follows from having no email (S0-17).</summary>
    public bool BookWithoutEmail { get; init; }

    /// <summary>Staff keep a role address as a contact that says nothing about who somebody is.</summary>
    public bool AcceptSharedEmail { get; init; }

    public string? Notes { get; init; }

    public string? Alert { get; init; }

    /// <summary>The slot hold of the form this comes from; it ends with the booking.</summary>
    public Guid? HoldToken { get; init; }
}

/// <summary>Either the id of a known customer, or the person's details.</summary>
internal sealed record BookingGuest(Guid? Id, string? FirstName, string? LastName, string? Email, string? Phone);

/// <summary>Books a time for somebody: a stranger typed in, a customer looked up first, or the customer of an itinerary. Booking and new customer appear together or not at all.</summary>
internal sealed class MakeBooking(BookingsDb db, Work work, Slots slots, BookingGuests guests, IContactMask mask)
{
    private const int Attempts = 3;
    internal const int LongestNotes = 2000;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings", async (MakeBookingRequest request, MakeBooking feature, CancellationToken ct) =>
            (await feature.Make(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/bookings/{made.Id}", made)))
        .WithName("MakeBooking")
        .Produces<BookingAnswer>(StatusCodes.Status201Created)
        .Needs(Right.Book);

    /// <summary>Tries again when a unique value was taken meanwhile: by a twin's new customer, or by chance the same code.</summary>
    public async Task<Answer<BookingAnswer>> Make(MakeBookingRequest sent, CancellationToken ct)
    {
        if (!Clean(sent).Is(out var request, out var refusal))
            return refusal;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await Attempt(request, ct) is { } answer)
                return answer;
        }

        return Refusal.Conflict("try-again", "Somebody saved something at the same moment. Try again.");
    }

    private static Answer<MakeBookingRequest> Clean(MakeBookingRequest sent)
    {
        var typed = new TypedFields("");
        var request = sent with { Notes = typed.Text("notes", sent.Notes, LongestNotes), Alert = typed.Text("alert", sent.Alert, Booking.LongestAlert) };
        return typed.Faults.Count == 0 ? request : Refusal.Invalid(typed.Faults);
    }

    private async Task<Answer<BookingAnswer>?> Attempt(MakeBookingRequest request, CancellationToken ct)
    {
        var wish = new SlotWish(request.ServiceId, request.ResourceId, request.StartsAt, request.Arrival, request.Departure) { Party = request.Party };
        if (!(await slots.Plan(wish, ct)).Is(out var plan, out var refusal))
            return refusal;
        if (!(await guests.Take(request, ct)).Is(out var guest, out refusal))
        {
            await work.AbandonAsync();
            return refusal;
        }

        return (await slots.Take(plan, new Owner(null, request.HoldToken), ct)).Is(out var slot, out refusal)
            ? await Save(request, plan, slot, guest, ct)
            : refusal;
    }

    /// <summary>Null when a unique value was taken meanwhile: then it is tried again.</summary>
    internal async Task<Answer<BookingAnswer>?> Save(MakeBookingRequest request, SlotPlan plan, Slot slot, BookingFor guest, CancellationToken ct)
    {
        var order = new BookingOrder(plan.Party, guest.Path, guest.ItineraryId, request.Notes, request.Alert) { ItineraryGuestId = guest.Guest?.Id };
        var booking = Booking.Make(slot, guest.Customer, order, work.Now);
        db.Bookings.Add(booking);
        if (request.HoldToken is { } token)
            await db.EndHold(token, ct);
        work.Tell(new BookingMade(booking.Id, booking.CustomerId), about: booking.CustomerId);
        work.Note(booking, "booking.made", $"Booked {slot.Say(plan.Business)}, {Door(guest.Path)}.");
        if (!await work.TrySaveAsync(ct))
            return null;
        return BookingAnswer.From(plan.Business, slot.Row(booking, guest.Guest?.Name), mask.Shown(guest.Customer), booking.MadeAtUtc);
    }

    /// <summary>S0-5: the history says through which door a booking came.</summary>
    private static string Door(BookingPath path) => path switch
    {
        BookingPath.Unvalidated => "with the details typed in, without looking for a known customer",
        BookingPath.Validated => "for a customer that was looked up first",
        BookingPath.Itinerary => "for an itinerary",
        _ => "by the guest online",
    };
}
