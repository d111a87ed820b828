using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record CancelBookingRequest
{
    [JsonIgnore]
    public Guid BookingId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Why, for staff; may be left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>Calls a booking off: its time is free again, the booking stays on record.</summary>
internal sealed class CancelBooking(Work work, BookingChange change)
{
    private const int LongestReason = 500;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/cancel", async (Guid id, CancelBookingRequest? request, HttpRequest http, CancelBooking feature, CancellationToken ct) =>
            (await feature.Cancel((request ?? new()) with { BookingId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("CancelBooking")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> Cancel(CancelBookingRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Line("reason", request.Reason, LongestReason);
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (!(await change.Find(request.BookingId, request.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (!booking.Cancel(reason))
            return BookingChange.WrongState(booking, "cancelled");
        work.Tell(new BookingCancelled(booking.Id, booking.CustomerId, booking.Version + 1), about: booking.CustomerId);
        work.Note(booking, "booking.cancelled", reason is null ? "Cancelled." : $"Cancelled: {reason}");
        return await change.Save(booking, ct);
    }
}
