using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features.Me;

/// <summary>The visits the guest did not come to, and what they say to it.</summary>
internal sealed class MyNoShows(Sessions sessions, IOwnNoShows noShows)
{
    internal sealed record List(IReadOnlyList<OwnNoShow> Items);

    internal sealed record Objection(string? Text);

    public static void Map(IEndpointRouteBuilder guests)
    {
        guests.MapGet("/me/no-shows", async (MyNoShows feature, CancellationToken ct) => (await feature.All(ct)).ToHttp()).WithName("MyNoShows").Produces<List>();
        guests.MapPost("/me/no-shows/{bookingId:guid}/objection", async (Guid bookingId, Objection request, MyNoShows feature, CancellationToken ct) =>
            (await feature.Object(bookingId, request.Text, ct)).ToHttp(_ => TypedResults.NoContent())).WithName("ObjectToMyNoShow").Produces(StatusCodes.Status204NoContent);
    }

    public async Task<Answer<List>> All(CancellationToken ct) => await sessions.Current(ct) is not { } guest
        ? Refusals.SignInFirst
        : new List(guest.CustomerId is { } id ? await noShows.Of(id, ct) : []);

    public async Task<Answer<Done>> Object(Guid bookingId, string? text, CancellationToken ct) => await sessions.Current(ct) is not { } guest ? Refusals.SignInFirst
        : guest.CustomerId is { } id ? await noShows.Object(id, bookingId, text, ct)
        : Refusal.NotFound("no-show");
}
