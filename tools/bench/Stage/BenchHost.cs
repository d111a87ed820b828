using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookingPlatform.Bench.Stage;

/// <summary>The real host in this process, on Kestrel, with or without what works in the background.</summary>
internal static class BenchHost
{
    /// <summary>A new database makes EF ask for tables that are not there yet; its complaints would hide the figures.</summary>
    private static readonly Dictionary<string, string?> Silent = new() { ["Logging:Console:LogLevel:Default"] = "Critical" };

    /// <summary>Without outbox dispatcher and jobs: what is left is the use case alone.</summary>
    public static Platform Quiet(PlatformSettings settings, Action<IServiceCollection>? services = null) => Platform.Start(settings, Silent, onSocket: true, services: all =>
    {
        foreach (var background in all.Where(IsOurs).ToList())
            all.Remove(background);
        services?.Invoke(all);
    });

    /// <summary>As it is shipped, delivering what the bookings tell.</summary>
    public static Platform Whole(PlatformSettings settings) => Platform.Start(settings, Silent, onSocket: true);

    /// <summary>The web server is a hosted service too, and stays.</summary>
    private static bool IsOurs(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationInstance?.GetType())?.FullName?.StartsWith("Microsoft.", StringComparison.Ordinal) != true;
}
