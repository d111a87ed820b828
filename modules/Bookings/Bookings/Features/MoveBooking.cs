using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record MoveBookingRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    /// <summary>The version the mover saw; null to move whatever it is now.</summary>
    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Null to keep the present one.</summary>
    public Guid? ResourceId { get; init; }

    public string? StartsAt { get; init; }

    public DateOnly? Arrival { get; init; }

    public DateOnly? Departure { get; init; }

    /// <summary>Of an appointment; null to keep its present length.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>In the booking's currency; null to keep the agreed price, which a longer appointment does not change by itself.</summary>
    public long? PriceMinor { get; init; }

    /// <summary>False to move without a message; that none was sent is then kept with the booking.</summary>
    public bool TellCustomer { get; init; } = true;

    /// <summary>The slot hold taken while choosing; it ends with the move.</summary>
    public Guid? HoldToken { get; init; }

    /// <summary>By the guest: only to what guests may book.</summary>
    [JsonIgnore]
    public bool IsOnline { get; init; }
}

/// <summary>Moves a booking to another time, room, person or class date, or makes an appointment longer or shorter. What is not said stays.</summary>
internal sealed class MoveBooking(Work work, BookingsDb db, BookingChange change, Slots slots)
{
    private const long MostPrice = 100_000_000_000;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/move", async (Guid id, MoveBookingRequest request, HttpRequest http, MoveBooking feature, CancellationToken ct) =>
            (await feature.Move(request with { BookingId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("MoveBooking")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> Move(MoveBookingRequest request, CancellationToken ct)
    {
        if (!(await change.Find(request.BookingId, request.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (booking.Status is not BookingStatus.Booked)
            return BookingChange.WrongState(booking, "moved");
        if (Impossible(request, booking) is { } impossible)
            return impossible;
        if (!(await slots.Plan(Wish(request, booking), ct)).Is(out var plan, out refusal))
            return refusal;
        return (await slots.Take(plan, new Owner(booking.Id, request.HoldToken), ct)).Is(out var slot, out refusal)
            ? await Save(request, booking, plan, slot, ct)
            : refusal;
    }

    private static Refusal? Impossible(MoveBookingRequest request, Booking booking)
    {
        if (request.PriceMinor is < 0 or > MostPrice)
            return Refusal.Invalid("priceMinor", "This price is out of range.");
        return request.DurationMinutes is not null && !IsAppointment(booking)
            ? Refusal.Invalid("durationMinutes", "Only an appointment has a length of its own.")
            : null;
    }

    private static bool IsAppointment(Booking booking) => booking is { Arrival: null, SessionId: null };

    private static SlotWish Wish(MoveBookingRequest request, Booking booking) => new(
        booking.ServiceId,
        request.ResourceId ?? booking.ResourceId,
        request.StartsAt ?? (booking.Arrival is null ? booking.StartsAtUtc.ToString("O") : null),
        request.Arrival ?? booking.Arrival,
        request.Departure ?? booking.Departure)
    {
        Party = booking.Party,
        IsMove = true,
        IsOnline = request.IsOnline,
        Minutes = IsAppointment(booking) ? request.DurationMinutes ?? (int)(booking.EndsAtUtc - booking.StartsAtUtc).TotalMinutes : null,
        PresentStart = booking.StartsAtUtc,
    };

    private async Task<Answer<BookingAnswer>> Save(MoveBookingRequest request, Booking booking, SlotPlan plan, Slot slot, CancellationToken ct)
    {
        var before = BookingPlace.Of(booking);
        booking.Move(slot, request.PriceMinor);
        if (request.HoldToken is { } token)
            await db.EndHold(token, ct);
        work.Tell(new BookingMoved(booking.Id, booking.CustomerId, booking.Version + 1) { TellCustomer = request.TellCustomer }, about: booking.CustomerId);
        work.Note(booking, "booking.moved", Sentence(before, slot, plan.Business), before.Write(), BookingPlace.Of(booking).Write());
        return await change.Save(booking, ct);
    }

    private static string Sentence(BookingPlace before, Slot slot, Business business) =>
        before.StartsAtUtc == slot.Time.From && before.ResourceId == slot.Resource?.Id && slot.Nights is null
            ? $"Now lasts {(slot.Time.Until - slot.Time.From).TotalMinutes:0} minutes, until {business.At(slot.Time.Until):HH:mm}."
            : $"Moved to {slot.Say(business)}.";
}
