using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Features;

internal sealed record ReleaseHoldRequest(Guid HoldToken);

/// <summary>Lets a held slot go. One that has gone already is no mistake.</summary>
internal sealed class ReleaseHold(BookingsDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("/slot-holds/{token:guid}", async (Guid token, ReleaseHold feature, CancellationToken ct) =>
            (await feature.Release(new(token), ct)).ToHttp(_ => TypedResults.NoContent()))
        .WithName("ReleaseHold")
        .Produces(StatusCodes.Status204NoContent)
        .Needs(Right.Book);

    public async Task<Answer<Done>> Release(ReleaseHoldRequest request, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.EndHold(request.HoldToken, ct);
        await work.SaveAsync(ct);
        return default(Done);
    }
}
