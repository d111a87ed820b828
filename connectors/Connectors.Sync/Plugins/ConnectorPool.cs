using System.Collections.Concurrent;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Kernel.Outgoing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>One connector per connection and node, kept as long as its settings stay: the circuit breaker's memory lives in it.</summary>
internal sealed class ConnectorPool(ConnectorCatalog catalog, SettingsVault vault, OutgoingHttp http, TurnGates gates, TimeProvider clock, ILoggerFactory logs, IOptions<SyncSettings> options)
{
    private readonly ConcurrentDictionary<Guid, Kept> kept = new();

    public OpenedConnector Open(Connection connection)
    {
        if (kept.TryGetValue(connection.Id, out var known) && known.SettingsVersion == connection.SettingsVersion)
            return known.Opened;
        if (catalog.Find(connection.Plugin) is not { } plugin)
            return new PmsFailure.Configuration($"The plugin '{connection.Plugin}' is not installed here. Ask the operator of this platform.");
        if (vault.Open(connection) is not { } settings)
            return new PmsFailure.Configuration("The stored settings can no longer be decrypted. Enter them again.");
        if (settings.Problems(plugin.Settings) is { Count: > 0 } problems)
            return new PmsFailure.Configuration($"The settings no longer fit the plugin: {string.Join(" ", problems.Values)}");
        return Keep(connection, plugin, settings);
    }

    private OpenedConnector Keep(Connection connection, IConnectorPlugin plugin, SettingValues settings)
    {
        var log = logs.CreateLogger($"BookingPlatform.Connectors.{plugin.Key}");
        try
        {
            var connector = plugin.Create(Context(connection, plugin, settings, log));
            var opened = new OpenedConnector(plugin, new GuardedConnector(connector, plugin.DisplayName, plugin.Capabilities, clock, log));
            kept[connection.Id] = new Kept(connection.SettingsVersion, opened);
            return opened;
        }
        catch (Exception e)
        {
            log.LogError(e, "The plugin {Plugin} could not open connection {Connection}", plugin.Key, connection.Id);
            return new PmsFailure.Configuration($"The plugin for {plugin.DisplayName} cannot use these settings ({e.GetType().Name}).");
        }
    }

    private ConnectorContext Context(Connection connection, IConnectorPlugin plugin, SettingValues settings, ILogger log) => new()
    {
        Settings = settings,
        Http = http.Handler,
        WaitForTurn = gates.For(connection, plugin.RateLimit).Wait,
        RequestTimeout = options.Value.RequestTimeout,
        DataFolder = Path.GetFullPath(Path.Combine(options.Value.DataFolder, connection.Id.ToString("N"))),
        Clock = clock,
        Log = log,
    };

    private sealed record Kept(int SettingsVersion, OpenedConnector Opened);
}

/// <summary>A connector ready for use, or why there is none.</summary>
internal sealed record OpenedConnector
{
    private readonly (IConnectorPlugin Plugin, IPmsConnector Pms)? pair;

    public OpenedConnector(IConnectorPlugin plugin, IPmsConnector pms) => pair = (plugin, pms);

    private OpenedConnector(PmsFailure.Configuration failure) => Failure = failure;

    public PmsFailure.Configuration? Failure { get; }

    public IPmsConnector Pms => Pair.Pms;

    public string Vendor => Pair.Plugin.DisplayName;

    public PmsCapabilities Capabilities => Pair.Plugin.Capabilities;

    public Task<PmsAnswer<ConnectionReport>> Test(CancellationToken ct) => Failure is { } failure ? Task.FromResult<PmsAnswer<ConnectionReport>>(failure) : Pms.TestConnection(ct);

    private (IConnectorPlugin Plugin, IPmsConnector Pms) Pair => pair ?? throw new InvalidOperationException($"No connector: {Failure!.Message}");

    public static implicit operator OpenedConnector(PmsFailure.Configuration failure) => new(failure);
}
