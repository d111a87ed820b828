namespace BookingPlatform.Host;

/// <summary>
/// Redirects name a path, never the host the request claimed to be for. And one answered to htmx would be followed unseen and end up inside a drawer:
/// it becomes <c>HX-Redirect</c>, which moves the window. Pages and endpoints redirect as always.
/// </summary>
internal static class Redirects
{
    public static void UseOwnRedirects(this WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            if (http.Response.Headers.Location is [{ } address])
                Point(http, Path(address, http.Request));
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>The page to come back to after signing in: the one htmx was working in, not the fragment it asked for.</summary>
    public static string ReturnAddress(HttpRequest request) =>
        IsHtmx(request) && Uri.TryCreate(request.Headers["HX-Current-URL"], UriKind.Absolute, out var page)
            ? page.PathAndQuery
            : request.PathBase + request.Path + request.QueryString;

    private static void Point(HttpContext http, string address)
    {
        var isRedirect = http.Response.StatusCode is 301 or 302 or 303 or 307 or 308;
        http.Response.Headers.Location = isRedirect && IsHtmx(http.Request) ? default : address;
        if (!isRedirect || !IsHtmx(http.Request))
            return;
        http.Response.Headers["HX-Redirect"] = address;
        http.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static string Path(string address, HttpRequest request)
    {
        var own = $"{request.Scheme}://{request.Host}";
        return address.StartsWith(own + "/", StringComparison.OrdinalIgnoreCase) ? address[own.Length..] : address;
    }

    private static bool IsHtmx(HttpRequest request) => request.Headers["HX-Request"] == "true";
}
