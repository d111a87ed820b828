using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Web;

/// <summary>Requests that htmx sends for a part of an open page.</summary>
public static class Htmx
{
    /// <summary>True when a fragment is wanted. Going back in history is not: that needs the whole page.</summary>
    public static bool IsHtmx(this HttpRequest request) =>
        request.Headers["HX-Request"] == "true" && request.Headers["HX-History-Restore-Request"] != "true";
}
