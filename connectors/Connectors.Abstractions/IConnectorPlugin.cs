namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// The door of a connector: the host finds the one public class of a plugin assembly that implements it, makes it with its
/// parameterless constructor, draws a settings page from <see cref="Settings"/> and calls <see cref="Create"/> once per connection.
/// </summary>
public interface IConnectorPlugin
{
    /// <summary>Stable key, lower case, at most 32 characters, stored with every connection: <c>mews</c>.</summary>
    string Key { get; }

    /// <summary>The vendor's name as staff know it.</summary>
    string DisplayName { get; }

    /// <summary>The plugin's own version.</summary>
    Version Version { get; }

    /// <summary>What staff must fill in to connect a property, in the order of the page.</summary>
    IReadOnlyList<SettingField> Settings { get; }

    /// <summary>What can be asked of this PMS.</summary>
    PmsCapabilities Capabilities { get; }

    /// <summary>How fast one connection may send. The host keeps the bucket, see <see cref="ConnectorContext.WaitForTurn"/>.</summary>
    RateLimit RateLimit { get; }

    /// <summary>
    /// Makes a connector for one connection. The host keeps it as long as the settings stay the same, because the circuit breaker's
    /// memory lives in it; it is called from several threads.
    /// </summary>
    /// <param name="context">Settings that passed <see cref="SettingValues.Problems"/>, and what the host lends.</param>
    IPmsConnector Create(ConnectorContext context);
}
