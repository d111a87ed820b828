using System.Globalization;

namespace BookingPlatform.Host;

/// <summary>
/// A node that is told to stop says at once that it is not ready and serves on for <c>Web__StopAfter</c>: time for a load balancer to notice. Then it stops, and no request
/// has met a closed door.
/// </summary>
internal sealed class Leaving(IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>What is under way gets so long besides.</summary>
    public static readonly TimeSpan ForTheLast = TimeSpan.FromSeconds(30);

    public static TimeSpan StopAfter(IConfiguration configuration) => TimeSpan.TryParse(configuration["Web:StopAfter"], CultureInfo.InvariantCulture, out var wait) ? wait : TimeSpan.Zero;

    public bool HasBegun { get; private set; }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        HasBegun = true;
        return Task.Delay(StopAfter(configuration), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
