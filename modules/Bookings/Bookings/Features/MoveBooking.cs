using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
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

    /// <summary>The slot hold taken while choosing; it ends with the move.</summary>
    public Guid? HoldToken { get; init; }
}

/// <summary>Moves a booking to another time, room, person or class date. What is not said stays.</summary>
internal sealed class MoveBooking(Work work, BookingsDb db, BookingChange change, Slots slots)
{
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
        if (!(await slots.Plan(Wish(request, booking), ct)).Is(out var plan, out refusal))
            return refusal;
        return (await slots.Take(plan, new Owner(booking.Id, request.HoldToken), ct)).Is(out var slot, out refusal)
            ? await Save(request, booking, plan, slot, ct)
            : refusal;
    }

    private static SlotWish Wish(MoveBookingRequest request, Booking booking) => new(
        booking.ServiceId,
        request.ResourceId ?? booking.ResourceId,
        request.StartsAt ?? (booking.Arrival is null ? booking.StartsAtUtc.ToString("O") : null),
        request.Arrival ?? booking.Arrival,
        request.Departure ?? booking.Departure)
    {
        Party = booking.Party,
        IsMove = true,
    };

    private async Task<Answer<BookingAnswer>> Save(MoveBookingRequest request, Booking booking, SlotPlan plan, Slot slot, CancellationToken ct)
    {
        var before = Said(booking);
        booking.Move(slot);
        if (request.HoldToken is { } token)
            await db.EndHold(token, ct);
        work.Tell(new BookingMoved(booking.Id, booking.CustomerId, booking.Version + 1), about: booking.CustomerId);
        work.Note(booking, "booking.moved", $"Moved to {slot.Say(plan.Business)}.", before, Said(booking));
        return await change.Save(booking, ct);
    }

    private static string Said(Booking booking) => $"{booking.StartsAtUtc:yyyy-MM-ddTHH:mmZ}/{booking.EndsAtUtc:yyyy-MM-ddTHH:mmZ} {booking.ResourceId ?? booking.SessionId}";
}
