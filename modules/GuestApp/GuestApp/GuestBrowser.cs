using BookingPlatform.GuestApp.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Guests;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.GuestApp;

/// <summary>What the guest's browser brings along and takes home: the token of the session, and the language.</summary>
internal sealed class GuestBrowser(IHttpContextAccessor accessor)
{
    private const string Cookie = "guest";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no guest here: this is not a request.");

    /// <summary>Null for a stranger.</summary>
    public string? Token => accessor.HttpContext?.Request.Cookies[Cookie] is { Length: > 0 and < 100 } token ? token : null;

    public string Language(Business business) => GuestSpeech.For(Http, business.Language);

    /// <summary>Sent to this business's pages only, never shown to scripts, never sent along by a form of another site.</summary>
    public void Keep(string token, Business business) => Http.Response.Cookies.Append(Cookie, token, Options(business, GuestSession.Lifetime));

    public void Forget(Business business) => Http.Response.Cookies.Delete(Cookie, Options(business, null));

    private CookieOptions Options(Business business, TimeSpan? age) => new()
    {
        Path = $"{Http.Request.PathBase}{GuestSide.Prefix}/{business.Slug}",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Http.Request.IsHttps,
        MaxAge = age,
        IsEssential = true,
    };
}
