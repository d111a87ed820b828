using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <summary>It is over, as planned.</summary>
internal sealed class CompleteBooking(Work work, BookingChange change)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/complete", async (Guid id, HttpRequest http, CompleteBooking feature, CancellationToken ct) =>
            (await feature.Complete(new(id, IfMatch.Version(http)), ct)).ToHttp())
        .WithName("CompleteBooking")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> Complete(BookingStep step, CancellationToken ct)
    {
        if (!(await change.Find(step.BookingId, step.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        if (!booking.Complete())
            return BookingChange.WrongState(booking, "completed");
        work.Note(booking, "booking.completed", "Completed.");
        return await change.SaveVisit(booking, ct);
    }
}
