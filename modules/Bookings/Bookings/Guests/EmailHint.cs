using BookingPlatform.Customers.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Bookings.Guests;

/// <summary>"Did you mean …" while a guest types; from the text alone, nothing is looked up.</summary>
internal static class EmailHint
{
    internal sealed record Response(string? Suggestion);

    public static void Map(IEndpointRouteBuilder guests) => guests
        .MapGet("/email-hint", (string? email, IEmailHints hints) => TypedResults.Ok(new Response(hints.Suggest(email))))
        .WithName("EmailHint")
        .Produces<Response>()
        .WithSummary("The address that was probably meant, for a mail provider's name mistyped.");
}
