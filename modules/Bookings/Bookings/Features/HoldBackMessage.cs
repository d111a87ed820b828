using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

/// <summary>After a move staff decide that the customer need not hear of it: the tick in the bar. Possible for the moments that a message about a change waits.</summary>
internal sealed class HoldBackMessage(BookingChange change)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/bookings/{id:guid}/hold-back", async (Guid id, HttpRequest http, HoldBackMessage feature, CancellationToken ct) =>
            (await feature.HoldBack(new(id, IfMatch.Version(http)), ct)).ToHttp())
        .WithName("HoldBackMessage")
        .WithSummary("Keep the message about the last change back, if it has not gone yet.")
        .Produces<BookingAnswer>()
        .Needs(Right.Book);

    public async Task<Answer<BookingAnswer>> HoldBack(BookingStep step, CancellationToken ct)
    {
        if (!(await change.Find(step.BookingId, step.Version, ct)).Is(out var booking, out var refusal))
            return refusal;
        return await change.HoldBack(booking, ct)
            ? await change.Save(booking, ct)
            : Refusal.Conflict("told-already", "There is no message to keep back: it has gone already, or none was to be sent.");
    }
}
