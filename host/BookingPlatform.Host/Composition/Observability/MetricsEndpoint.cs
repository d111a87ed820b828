using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Host.Observability;

/// <summary>
/// <c>/metrics</c> for those who have Prometheus and no collector. Off until it is switched on; then for whoever shows the token, and without a token for this machine
/// alone. Behind a proxy on the same machine every request seems to come from here, so a forwarded one never counts as local.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Format = "text/plain; version=0.0.4; charset=utf-8";
    private static readonly string[] Forwarded = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Real-IP", "Forwarded", "Via"];

    public static void AddMetricsEndpoint(this WebApplicationBuilder builder) => builder.Services
        .Configure<MetricsSettings>(builder.Configuration.GetSection("Metrics"))
        .AddSingleton<WorkGauges>()
        .AddSingleton<Measurements>()
        .AddHostedService<StartCounting>();

    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapGet("/metrics", async Task<IResult> (HttpContext http, IOptions<MetricsSettings> settings, IServiceProvider services, CancellationToken ct) =>
        settings.Value.Enabled && MayRead(http, settings.Value.Token)
            ? TypedResults.Text(await services.GetRequiredService<Measurements>().Write(ct), Format)
            : TypedResults.NotFound()).AllowAnonymous().ExcludeFromDescription();

    private static bool MayRead(HttpContext http, string? token) => string.IsNullOrEmpty(token)
        ? http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !Forwarded.Any(http.Request.Headers.ContainsKey)
        : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));

    /// <summary>Counts from the start, not from the first look.</summary>
    private sealed class StartCounting(IOptions<MetricsSettings> settings, IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (settings.Value.Enabled)
                services.GetRequiredService<Measurements>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
