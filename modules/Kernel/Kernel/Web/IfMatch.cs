using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Kernel.Web;

/// <summary>Reads the version a client last saw from <c>If-Match: "3"</c>.</summary>
public static class IfMatch
{
    /// <returns>The version, or null when the header is absent or <c>*</c>.</returns>
    /// <exception cref="BadHttpRequestException">The header is there but names no version.</exception>
    public static int? Version(HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        if (value is "" or "*")
            return null;
        return int.TryParse(value.Trim('"'), out var version)
            ? version
            : throw new BadHttpRequestException("If-Match must be the version you last saw, in quotes: If-Match: \"3\".");
    }
}
