using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.GuestApp.Features;

/// <summary>
/// Lets a telephone keep the Guest App of a business as an app of its own. The service worker does one thing: without a network it shows a page that says so. It keeps nothing of the guest's,
/// because what lies in a browser's cache is there for whoever picks the telephone up.
/// </summary>
internal static class InstalledApp
{
    internal sealed record AppIcon(string Src, string Sizes, string Type, string Purpose);

    private static readonly AppIcon[] Icons = [new("/favicon.svg", "any", "image/svg+xml", "any")];

    public static void Map(IEndpointRouteBuilder guests)
    {
        guests.MapGet("/manifest.webmanifest", async (IBusinesses businesses, Work work, GuestBrowser browser, CancellationToken ct) => Manifest(await businesses.Get(work.BusinessId, ct), browser))
            .WithName("AppManifest").ExcludeFromDescription();
        guests.MapGet("/sw.js", async (IBusinesses businesses, Work work, HttpResponse response, CancellationToken ct) =>
        {
            response.Headers.CacheControl = "no-cache";
            return TypedResults.Text(Worker($"{GuestSide.Prefix}/{(await businesses.Get(work.BusinessId, ct)).Slug}/offline"), "text/javascript");
        }).WithName("AppWorker").ExcludeFromDescription();
    }

    private static JsonHttpResult<Dictionary<string, object>> Manifest(Business business, GuestBrowser browser)
    {
        var home = $"{GuestSide.Prefix}/{business.Slug}";
        return TypedResults.Json(new Dictionary<string, object>
        {
            ["name"] = business.Name,
            ["short_name"] = business.Name.Length <= 24 ? business.Name : business.Name.Split(' ')[0],
            ["lang"] = browser.Language(business),
            ["id"] = home,
            ["start_url"] = $"{home}/me",
            ["scope"] = $"{home}/",
            ["display"] = "standalone",
            ["theme_color"] = "#ffffff",
            ["background_color"] = "#ffffff",
            ["icons"] = Icons,
        }, contentType: "application/manifest+json");
    }

    private static string Worker(string offline) =>
        $$"""
        const page = "{{offline}}", kept = "offline-1";
        self.addEventListener("install", event => event.waitUntil((async () => {
          const cache = await caches.open(kept), answer = await fetch(page, { credentials: "omit" });
          const style = /href="([^"]+\.css)"/.exec(await answer.clone().text());
          await cache.put(page, answer);
          if (style) await cache.add(style[1]);
          await self.skipWaiting();
        })()));
        self.addEventListener("fetch", event => {
          if (event.request.mode === "navigate")
            event.respondWith(fetch(event.request).catch(() => caches.match(page)));
          else if (event.request.destination === "style")
            event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
        });
        """;
}
