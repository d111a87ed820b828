using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>The plugins of this installation, loaded by the host at start. Public because the host, which alone knows where they lie, fills it.</summary>
public sealed class ConnectorCatalog
{
    private readonly Dictionary<string, IConnectorPlugin> byKey;

    /// <param name="plugins">Those that work; of two with one key the first counts.</param>
    /// <param name="broken">Those that could not be loaded, with the reason.</param>
    public ConnectorCatalog(IEnumerable<IConnectorPlugin> plugins, IEnumerable<BrokenPlugin> broken)
    {
        byKey = plugins.DistinctBy(plugin => plugin.Key).ToDictionary(plugin => plugin.Key, StringComparer.Ordinal);
        Plugins = [.. byKey.Values.OrderBy(plugin => plugin.DisplayName, StringComparer.CurrentCultureIgnoreCase)];
        Broken = [.. broken];
    }

    public IReadOnlyList<IConnectorPlugin> Plugins { get; }

    public IReadOnlyList<BrokenPlugin> Broken { get; }

    public IConnectorPlugin? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The vendor's name, or the key of a plugin that is not installed here.</summary>
    public string NameOf(string key) => Find(key)?.DisplayName ?? key;
}

/// <summary>A plugin that could not be loaded.</summary>
/// <param name="Name">The folder it lies in.</param>
/// <param name="Reason">For operators.</param>
public sealed record BrokenPlugin(string Name, string Reason);
