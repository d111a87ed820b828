using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <summary>Which booking, and the version of it that was seen; null for whatever it is now.</summary>
internal sealed record BookingStep(Guid BookingId, int? Version);

/// <summary>The guest is here. Possible from the day of the booking on.</summary>
internal sealed class ArriveBooking(Work work, BookingChange change, IBusinesses businesses)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/arrive", async (Guid id, HttpRequest http, ArriveBooking feature, CancellationToken ct) =>
            (await feature.Arrive(new(id, IfMatch.Version(http)), ct)).ToHttp())
        .WithName("ArriveBooking")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> Arrive(BookingStep step, CancellationToken ct)
    {
        if (!(await change.Find(step.BookingId, step.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        var business = await businesses.Get(work.BusinessId, ct);
        if (business.Day(booking.StartsAtUtc) > business.Day(work.Now))
            return Refusal.Conflict("too-early", $"This booking is for {business.Day(booking.StartsAtUtc):yyyy-MM-dd}. Move it first if the guest is here today.");
        if (!booking.Arrive())
            return BookingChange.WrongState(booking, "marked as arrived");
        work.Note(booking, "booking.arrived", "The guest arrived.");
        return await change.SaveVisit(booking, ct);
    }
}
