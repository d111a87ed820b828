using BookingPlatform.Kernel;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BookingPlatform.Host.Observability;

/// <summary>
/// Traces, measurements and logs over OTLP, with the stable semantic conventions of what .NET and the drivers emit themselves. One booking is one trace: the request, its
/// database, the outbox, which stores the trace beside the fact, and from there mail and hotel system.
/// </summary>
internal static class Telemetering
{
    private const string Route = "http.route";
    private const string NoTags = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", $"{Telemetry.Name}.*"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime", "Npgsql", Telemetry.Name];

    public static void AddObservability(this WebApplicationBuilder builder)
    {
        builder.AddMetricsEndpoint();
        var settings = builder.Configuration.GetSection("Telemetry").Get<TelemetrySettings>() ?? new();
        if (settings.Endpoint is null && Uri.TryCreate(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var standard))
            settings.Endpoint = standard;
        if (settings.Endpoint is null)
            return;

        AppContext.SetSwitch(NoTags, false);
        builder.Services
            .AddSingleton(services => Tracer(services, settings))
            .AddSingleton(services => Meter(services, settings))
            .AddHostedService<KeepMeasuring>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeScopes = false;
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(Resource(settings)).AddOtlpExporter(exporter => Aim(exporter, settings, "logs"));
        });
    }

    /// <summary>The page or endpoint as the name of the request's span: its route, never the address, in which secrets and searches stand.</summary>
    public static void UseTraceNames(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span && span.GetTagItem(Route) is null && http.GetEndpoint() is RouteEndpoint endpoint)
        {
            var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            span.DisplayName = $"{http.Request.Method} {route}";
            span.SetTag(Route, route);
        }

        return next(http);
    });

    private static TracerProvider Tracer(IServiceProvider services, TelemetrySettings settings) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Resource(settings, services.GetRequiredService<Node>()))
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.SampleRatio)))
        .AddSource(Sources)
        .AddProcessor(new WithoutPeople())
        .AddOtlpExporter(exporter => Aim(exporter, settings, "traces"))
        .Build();

    private static MeterProvider Meter(IServiceProvider services, TelemetrySettings settings) => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(Resource(settings, services.GetRequiredService<Node>()))
        .AddMeter(Meters)
        .AddOtlpExporter(exporter => Aim(exporter, settings, "metrics"))
        .Build();

    private static ResourceBuilder Resource(TelemetrySettings settings, Node? node = null) => ResourceBuilder.CreateDefault()
        .AddService(settings.ServiceName, serviceVersion: typeof(Telemetering).Assembly.GetName().Version?.ToString(), autoGenerateServiceInstanceId: node is null, serviceInstanceId: node?.Name);

    private static void Aim(OtlpExporterOptions exporter, TelemetrySettings settings, string signal)
    {
        exporter.Protocol = settings.Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = exporter.Protocol is OtlpExportProtocol.Grpc ? settings.Endpoint! : new Uri($"{settings.Endpoint!.ToString().TrimEnd('/')}/v1/{signal}");
        if (settings.Headers is { } headers)
            exporter.Headers = headers;
    }

    /// <summary>Brings both to life with the host, and keeps the readings fresh that a collector asks for.</summary>
    private sealed class KeepMeasuring(TracerProvider traces, MeterProvider meters, WorkGauges gauges, ILogger<KeepMeasuring> log) : BackgroundService
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await gauges.Refresh(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    log.LogDebug(e, "The state of the work could not be measured");
                }

                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        /// <summary>What happened last is sent before the host is gone.</summary>
        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            traces.ForceFlush(2000);
            meters.ForceFlush(2000);
        }
    }
}
