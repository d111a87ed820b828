namespace BookingPlatform.Host.Observability;

/// <summary>Where traces, measurements and logs go; section <c>Telemetry</c>. Nothing is sent, and nothing is collected to be sent, without an endpoint.</summary>
internal sealed class TelemetrySettings
{
    /// <summary>A collector's address, <c>http://collector:4318</c>; otherwise what the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary><c>http/protobuf</c> or <c>grpc</c>.</summary>
    public string Protocol { get; set; } = "http/protobuf";

    /// <summary>Sent along, <c>authorization=Bearer abc,other=def</c>.</summary>
    public string? Headers { get; set; }

    public string ServiceName { get; set; } = "booking-platform";

    /// <summary>Of traces that begin here: 1 all, 0.1 every tenth. Whole stories are kept or left out.</summary>
    public double SampleRatio { get; set; } = 1;
}

/// <summary>Reading measurements as Prometheus does; section <c>Metrics</c>.</summary>
internal sealed class MetricsSettings
{
    /// <summary>Whether there is <c>/metrics</c> at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>The bearer token to show. Without one only this machine itself is answered, and never through a proxy.</summary>
    public string? Token { get; set; }
}
