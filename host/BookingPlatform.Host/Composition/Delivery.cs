using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace BookingPlatform.Host;

/// <summary>Few bytes on the wire: styles, scripts and icons compressed and cached by content, pages compressed as they go out.</summary>
internal static class Delivery
{
    /// <summary>Where appsettings.json and wwwroot lie. A service is started in the folder of its data, and would find neither there; null for a build, whose files are spread over the sources.</summary>
    public static string? FolderWhenPublished => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;

    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        // Otherwise a build output that is run outside Development answers with files "compressed" at level 0.
        if (!builder.Environment.IsDevelopment())
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        // Over HTTPS too: what BREACH guesses, the antiforgery token, is encrypted anew for every page, and cookies are same-site.
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
        // The fastest level leaves a full agenda a third heavier; this one costs two milliseconds.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>Addresses with a fingerprint are cached for ever; fonts, which CSS names without one, for a month; the rest is asked for again by its tag.</summary>
    public static void MapAssets(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.Value?.EndsWith(".woff2", StringComparison.Ordinal) == true)
                http.Response.OnStarting(() =>
                {
                    if (http.Response.StatusCode is 200 or 304)
                        http.Response.Headers.CacheControl = "public, max-age=2592000";
                    return Task.CompletedTask;
                });
            return next(http);
        });
        app.MapStaticAssets().AllowAnonymous();
    }
}
