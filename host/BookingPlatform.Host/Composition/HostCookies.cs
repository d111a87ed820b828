using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BookingPlatform.Host;

/// <summary>
/// Keeps the cookies of who is signed in to this very host: over HTTPS they carry the prefix <c>__Host-</c>, which browsers accept only from the host itself, so no neighbouring
/// site can plant one. Secure wherever the host is not this machine: over plain HTTP a browser then keeps none, instead of sending one that anybody on the way could read.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Named(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => cookies.AppendResponseCookie(context, Named(context, key), value, Guarded(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Named(context, key), Guarded(context, options));

    private static string Named(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    private static CookieOptions Guarded(HttpContext context, CookieOptions options)
    {
        (options.Secure, options.Path, options.Domain) = (IsSecure(context), "/", null);
        return options;
    }

    internal static bool IsSecure(HttpContext context) => context.Request.IsHttps || !IsThisMachine(context.Request.Host.Host);

    private static bool IsThisMachine(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
