using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>Tells the request's Work who is acting, and so which business's rows it may see.</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Work work)
    {
        if (http.User.Identity?.IsAuthenticated == true)
            work.ActAs(http.User.ToActor());
        return next(http);
    }
}
