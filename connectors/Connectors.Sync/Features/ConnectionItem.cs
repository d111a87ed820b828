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

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required IReadOnlyList<string> SecretsSet { get; init; }

    public required int Version { get; init; }

    public static ConnectionItem Of(Connection connection, ConnectorCatalog catalog, SettingsVault vault)
    {
        var fields = catalog.Find(connection.Plugin)?.Settings ?? [];
        var values = vault.Open(connection);
        var set = fields.Where(field => values?.Find(field.Key) is not null).ToList();
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
            Settings = set.Where(field => field.Kind is not SettingKind.Secret).ToDictionary(field => field.Key, field => values![field.Key]),
            SecretsSet = [.. set.Where(field => field.Kind is SettingKind.Secret).Select(field => field.Key)],
            Version = connection.Version,
        };
    }
}
