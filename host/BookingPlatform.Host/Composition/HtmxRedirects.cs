namespace BookingPlatform.Host;

/// <summary>
/// A redirect answered to htmx would be followed unseen and end up inside a drawer. It becomes <c>HX-Redirect</c>, which moves the window; pages and endpoints redirect as always.
/// </summary>
internal static class HtmxRedirects
{
    public static void UseHtmxRedirects(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers["HX-Request"] == "true")
            http.Response.OnStarting(() =>
            {
                MoveWindow(http.Response);
                return Task.CompletedTask;
            });
        return next(http);
    });

    private static void MoveWindow(HttpResponse response)
    {
        if (response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not [{ } address])
            return;
        response.Headers.Location = default;
        response.Headers["HX-Redirect"] = address;
        response.StatusCode = StatusCodes.Status200OK;
    }

    /// <summary>The page to come back to after signing in: the one htmx was working in, not the fragment it asked for.</summary>
    public static string ReturnAddress(HttpRequest request) =>
        request.Headers["HX-Request"] == "true" && Uri.TryCreate(request.Headers["HX-Current-URL"], UriKind.Absolute, out var page)
            ? page.PathAndQuery
            : request.PathBase + request.Path + request.QueryString;
}
