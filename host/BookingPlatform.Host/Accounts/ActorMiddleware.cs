using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using Microsoft.AspNetCore.Diagnostics;

namespace BookingPlatform.Host.Accounts;

/// <summary>Tells the request's Work who is acting, and so which business's rows it may see. Under <c>/g/{slug}</c> everybody is a guest, whoever is signed in.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, Work work, IBusinesses businesses)
    {
        if (http.IsGuests())
            await Welcome(http, work, businesses);
        else if (http.User.Identity?.IsAuthenticated == true)
            work.ActAs(http.User.ToActor());
        await next(http);
    }

    private static async Task Welcome(HttpContext http, Work work, IBusinesses businesses)
    {
        // Where something failed the database may be what failed; the page about it does without the business.
        if (http.Features.Get<IExceptionHandlerFeature>() is not null)
            return;
        var slug = http.AskedSlug();
        if ((await businesses.All(http.RequestAborted)).FirstOrDefault(business => business.Slug == slug) is { } business)
            work.ActAs(new Actor(ActorSource.Guest, business.Id, null, "Guest"));
    }
}
