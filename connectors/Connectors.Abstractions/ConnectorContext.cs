using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingPlatform.Connectors.Abstractions;

/// <summary>What the host lends a connector for one connection.</summary>
public sealed class ConnectorContext
{
    /// <summary>The connection's settings, decrypted.</summary>
    public required SettingValues Settings { get; init; }

    /// <summary>
    /// Sends requests. The host makes it (no automatic redirects, since they would carry secrets elsewhere; no cookies; private networks refused unless the
    /// operator allows them), shares it and disposes it. Wrap it in handlers of your own and make the <see cref="HttpClient"/> with <c>disposeHandler: false</c>.
    /// </summary>
    public required HttpMessageHandler Http { get; init; }

    /// <summary>
    /// Await it before every single request, repetitions too, outside any timeout: behind it the host holds the connection's token bucket
    /// (<see cref="IConnectorPlugin.RateLimit"/>), shared by all nodes.
    /// </summary>
    public Func<CancellationToken, ValueTask> WaitForTurn { get; init; } = _ => ValueTask.CompletedTask;

    /// <summary>How long one request may take, answer included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A folder of this connection's own, on this machine, for the rare connector that keeps files; it may have to be created.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>Takes each request and its answer for the page of the operation; only redacted text.</summary>
    public Action<PmsCall>? Record { get; init; }

    /// <summary>The clock, also of timeouts and back-off.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>For operations, statuses, durations and request ids. No secret and no personal data: see <see cref="Redactor"/>.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
