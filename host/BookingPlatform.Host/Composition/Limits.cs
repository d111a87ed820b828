using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using BookingPlatform.Host.Accounts.SignOn;

namespace BookingPlatform.Host;

/// <summary>
/// How often in a minute: a key the API, a place the guests' side, the doors (sign-in, set-up, joining, forgotten passwords) and the API without a key.
/// Generous for people and programs that mean well; the addresses are held in memory only, as long as the minute lasts.
/// </summary>
internal static class Limits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly string[] Doors = ["/sign-in", "/setup", "/join", "/forgot-password", "/reset-password"];

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) => Refuse(context.HttpContext);
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => KindOf(http) is { } kind
            ? RateLimitPartition.GetFixedWindowLimiter($"{kind.Name} {kind.Who}", _ => new() { Window = Window, QueueLimit = 0, PermitLimit = configuration.GetValue($"Limits:{kind.Name}PerMinute", kind.Most) })
            : RateLimitPartition.GetNoLimiter(""));
    });

    private static (string Name, string Who, int Most)? KindOf(HttpContext http)
    {
        var (path, place) = (http.Request.Path, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
        if (path.StartsWithSegments("/api"))
            return http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } key ? ("Api", key, 6000) : ("Stranger", place, 120);
        if (path.StartsWithSegments("/g"))
            return ("Guest", place, 600);
        // Each may be a call to somebody's identity provider, whatever the method.
        if (path.StartsWithSegments(SignOnDoor.Prefix))
            return ("Door", place, 60);
        return HttpMethods.IsPost(http.Request.Method) && Doors.Any(door => path.StartsWithSegments(door)) ? ("Door", place, 60) : null;
    }

    private static async ValueTask Refuse(HttpContext http)
    {
        http.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (Api.IsApi(http.Request))
            await Problems.Write(http, StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests in one minute. Wait a minute, then go on more slowly.");
    }
}
