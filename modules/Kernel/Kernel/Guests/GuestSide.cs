using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Guests;

/// <summary>The guests' side of the house: everything under <c>/g/{slug}</c>, also while the page about a failure there is drawn in its place.</summary>
public static class GuestSide
{
    public const string Prefix = "/g";

    public static bool IsGuests(this HttpContext http) => http.AskedPath().StartsWithSegments(Prefix);

    /// <summary>Which business was asked for, by the name in the address; null outside the guests' side.</summary>
    public static string? AskedSlug(this HttpContext http) =>
        http.AskedPath().StartsWithSegments(Prefix, out var rest) && rest.Value is ['/', .. var inside] ? inside.Split('/')[0] : null;

    /// <summary>Somebody in front of a browser, who wants to read and not to parse: a page says so in its <c>Accept</c>, a program asks for JSON or for anything.</summary>
    public static bool WantsPage(this HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address in the browser: the page about a failure is drawn at another one inside.</summary>
    private static PathString AskedPath(this HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? http.Request.Path;
}
