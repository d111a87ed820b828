using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace BookingPlatform.Host;

/// <summary>What every answer tells the browser to refuse, and forms that did not come from our own pages.</summary>
internal static class Defences
{
    private const string Content = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IServiceCollection AddDefences(this IServiceCollection services, IConfiguration configuration) => services
        .AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (TimeSpan.FromDays(365), true))
        .Configure<ForwardedHeadersOptions>(options => Trust(options, configuration["Web:TrustedProxies"] ?? ""))
        .AddLimits(configuration);

    /// <summary>
    /// Who asks and whether it came by HTTPS, as a proxy tells it: believed only from the addresses and networks that <c>Web__TrustedProxies</c> names. The host name is never
    /// taken from there.
    /// </summary>
    private static void Trust(ForwardedHeadersOptions options, string proxies)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            options.KnownIPNetworks.Add(IPNetwork.Parse(proxy.Contains('/', StringComparison.Ordinal) ? proxy : $"{proxy}/{(proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"));
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }

    /// <summary>Set when the answer starts, because a failure empties the headers before it is answered.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                Harden(http.Response.Headers, http.Response.ContentType);
                if (http.GetEndpoint()?.Metadata.GetMetadata<StylesInAttributes>() is not null)
                    http.Response.Headers.ContentSecurityPolicy = Content + "; style-src-attr 'unsafe-inline'";
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static void Harden(IHeaderDictionary headers, string? contentType)
    {
        headers.ContentSecurityPolicy = Content;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        if (contentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.Append("Vary", "HX-Request");
    }

    /// <summary>
    /// Refuses a body that says it is too large before it is read, and lets the server take in the rest for a few seconds: a client that is cut off while it sends never hears why.
    /// A body that does not say its size is cut off by the server at the same limit.
    /// </summary>
    public static void UseBodyLimit(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false, MaxRequestBodySize: { } most } limit || !(http.Request.ContentLength > most))
            return next(http);
        limit.MaxRequestBodySize = null;
        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    /// <summary>Refuses any form or fetch that changes something without the token of our own page, the guests' pages included. The API takes keys, not cookies, and needs none.</summary>
    public static void UseForgeryRefusal(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (ChangesSomething(http) && !await IsOurs(http))
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            await next(http);
    });

    private static bool ChangesSomething(HttpContext http) =>
        !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method)
        && (!Api.IsApi(http.Request) || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null);

    private static async Task<bool> IsOurs(HttpContext http) => http.Features.Get<IAntiforgeryValidationFeature>() is { } checkedBefore
        ? checkedBefore.IsValid
        : await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
}

/// <summary>Marks pages that others wrote and that carry colours in attributes; scripts and style sheets come from here there too.</summary>
internal sealed record StylesInAttributes;
