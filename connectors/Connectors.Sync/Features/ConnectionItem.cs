using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>A connection as the API shows it. Secrets are never among the settings, only whether they are set.</summary>
internal sealed record ConnectionItem
{
    public required Guid Id { get; init; }

    public required string Plugin { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    public required string Name { get; init; }

    public required bool Paused { get; init; }

    public required ConnectionHealth Health { get; init; }

    /// <summary>The property's name in the PMS, once a test went well.</summary>
    public required string? PropertyName { get; init; }

    public required DateTime? LastSuccessAt { get; init; }

    public required DateTime? LastFailureAt { get; init; }

    /// <summary>In plain words.</summary>
    public required string? LastFailure { get; init; }

    /// <summary>When a connection that is away or refuses us is asked again.</summary>
    public required DateTime? NextProbeAt { get; init; }

    /// <summary>When the hotel system last told something, by itself or when it was asked.</summary>
    public required DateTime? LastNewsAt { get; init; }

    /// <summary>What can be asked of it; what is missing becomes a task for staff.</summary>
    public required IReadOnlyList<PmsFeatures> Features { get; init; }

    public required RateUse Rate { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<string> SecretsSet { get; init; }

    public required int Version { get; init; }

    public static ConnectionItem Of(Connection connection, ConnectorCatalog catalog, SettingsVault vault, RateUse? rate = null)
    {
        var plugin = catalog.Find(connection.Plugin);
        var values = vault.Open(connection);
        var set = (plugin?.Settings ?? []).Where(field => values?.Find(field.Key) is not null).ToList();
        return new ConnectionItem
        {
            Id = connection.Id,
            Plugin = connection.Plugin,
            Vendor = catalog.NameOf(connection.Plugin),
            Name = connection.Name,
            Paused = connection.Paused,
            Health = connection.Health,
            PropertyName = connection.PropertyName,
            LastSuccessAt = connection.LastSuccessUtc,
            LastFailureAt = connection.LastFailureUtc,
            LastFailure = connection.LastFailure,
            NextProbeAt = connection.NextProbeUtc,
            LastNewsAt = connection.LastNewsUtc,
            Features = [.. Enum.GetValues<PmsFeatures>().Where(feature => feature is not PmsFeatures.None && plugin?.Capabilities.Can(feature) is true)],
            Rate = rate ?? RateUse.Of(plugin?.RateLimit, null, default),
            Settings = set.Where(field => field.Kind is not SettingKind.Secret).ToDictionary(field => field.Key, field => values![field.Key]),
            SecretsSet = [.. set.Where(field => field.Kind is SettingKind.Secret).Select(field => field.Key)],
            Version = connection.Version,
        };
    }
}

/// <summary>How much of the vendor's limit is in use, over all nodes.</summary>
/// <param name="PerSecond">Requests a second in the long run; 0 when the plugin is missing.</param>
/// <param name="AtOnce">How many may be saved up.</param>
/// <param name="UsedPercent">0 when nothing was sent lately, 100 when requests wait for their turn.</param>
internal sealed record RateUse(double PerSecond, int AtOnce, int UsedPercent)
{
    /// <param name="limit">The plugin's.</param>
    /// <param name="givenUntilTicks">Behind the last turn given away.</param>
    /// <param name="now">Now, UTC.</param>
    public static RateUse Of(RateLimit? limit, long? givenUntilTicks, DateTime now)
    {
        if (limit is null)
            return new(0, 0, 0);
        var saved = givenUntilTicks is { } until ? (now.Ticks - until) / (double)TimeSpan.TicksPerSecond * limit.PerSecond : limit.Burst;
        return new(limit.PerSecond, limit.Burst, (int)Math.Round(100 * (1 - Math.Clamp(saved / limit.Burst, 0, 1))));
    }
}
