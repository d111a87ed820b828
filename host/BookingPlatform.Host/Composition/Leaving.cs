using System.Globalization;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host;

/// <summary>
/// A node that is told to stop says at once that it is not ready and serves on for <c>Web__StopAfter</c>: time for a load balancer to notice. A proxy that asks no
/// health address notices by a request that fails, so at last the node hangs up on what may safely be asked again elsewhere, and nothing is under way when it closes its door.
/// </summary>
internal sealed class Leaving(IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>What is under way gets so long besides.</summary>
    public static readonly TimeSpan ForTheLast = TimeSpan.FromSeconds(30);

    /// <summary>At the end of the wait; no longer than nginx leaves out a node that failed.</summary>
    private static readonly TimeSpan HangingUp = TimeSpan.FromSeconds(2);

    public static TimeSpan StopAfter(IConfiguration configuration) => TimeSpan.TryParse(configuration["Web:StopAfter"], CultureInfo.InvariantCulture, out var wait) ? wait : TimeSpan.Zero;

    public bool HasBegun { get; private set; }

    public bool HangsUp { get; private set; }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        var wait = StopAfter(configuration);
        var last = wait / 3 < HangingUp ? wait / 3 : HangingUp;
        await Task.Delay(wait - last, cancellationToken);
        HangsUp = last > TimeSpan.Zero;
        await Task.Delay(last, cancellationToken);
    }

    /// <summary>Whether nothing happens twice when a proxy sends it to another node, which takes a PUT or DELETE for such too, and a POST by its key.</summary>
    public static bool MayBeAskedElsewhere(HttpRequest request) =>
        !(HttpMethods.IsPost(request.Method) || HttpMethods.IsPatch(request.Method)) || request.Headers.ContainsKey(IdempotencyMiddleware.Header);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class LeavingDoor
{
    /// <summary>While a node is leaving no connection is kept for a further request, which would meet it closing.</summary>
    public static void UseLeaving(this WebApplication app)
    {
        var leaving = app.Services.GetRequiredService<Leaving>();
        app.Use((http, next) =>
        {
            if (!leaving.HasBegun)
                return next(http);
            if (leaving.HangsUp && Leaving.MayBeAskedElsewhere(http.Request) && !http.Request.Path.StartsWithSegments("/health"))
            {
                http.Abort();
                return Task.CompletedTask;
            }

            if (HttpProtocol.IsHttp11(http.Request.Protocol))
                http.Response.Headers.Connection = "close";
            return next(http);
        });
    }
}
