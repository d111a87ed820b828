using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Outgoing;

namespace BookingPlatform.Connectors.Sync.Plugins;

/// <summary>A connection's name and settings, fit to be stored.</summary>
internal sealed record CheckedSettings(string Name, SettingValues Values);

/// <summary>
/// Settings as typed, checked against the plugin's fields. A secret left blank keeps the stored one, but never for another address: who may change the address
/// could have it sent there.
/// </summary>
internal sealed class SettingsCheck(OutgoingHttp http)
{
    private const int LongestName = 120;

    /// <param name="plugin">Whose fields.</param>
    /// <param name="name">As staff call the connection.</param>
    /// <param name="typed">By field key; unknown keys are refused.</param>
    /// <param name="stored">What a connection has so far; null for a new one.</param>
    public Answer<CheckedSettings> Check(IConnectorPlugin plugin, string? name, IReadOnlyDictionary<string, string?> typed, SettingValues? stored)
    {
        var mayKeepSecrets = stored is not null && plugin.Settings.Where(field => field.Kind is SettingKind.Url).All(field => Typed(field, typed) == stored.Find(field.Key));
        var values = new SettingValues(plugin.Settings
            .Select(field => KeyValuePair.Create(field.Key, Typed(field, typed) ?? (field.Kind is SettingKind.Secret && mayKeepSecrets ? stored!.Find(field.Key) : null) ?? "")));
        var errors = values.Problems(plugin.Settings).ToDictionary(problem => Name(problem.Key), problem => new[] { problem.Value });
        foreach (var unknown in typed.Keys.Except(plugin.Settings.Select(field => field.Key)))
            errors[Name(unknown)] = [$"{plugin.DisplayName} has no setting of this name."];
        foreach (var field in plugin.Settings.Where(field => field.Kind is SettingKind.Url && IsForbidden(values.Find(field.Key))))
            errors.TryAdd(Name(field.Key), [$"{field.Label} lies in a private network. The operator of this platform has to allow that (Connectors__AllowPrivateNetworks)."]);
        if (NameProblem(name) is { } problem)
            errors["name"] = [problem];
        return errors.Count > 0 ? Refusal.Invalid(errors) : new CheckedSettings(name!.Trim(), values);
    }

    /// <summary>How a setting's field is called in forms and refusals.</summary>
    public static string Name(string key) => $"settings.{key}";

    private static string? NameProblem(string? name) => string.IsNullOrWhiteSpace(name) ? "Give the connection a name, for example that of the hotel."
        : name.Trim().Length > LongestName || name.Any(char.IsControl) ? $"A name has at most {LongestName} characters, all of them printable." : null;

    private static string? Typed(SettingField field, IReadOnlyDictionary<string, string?> typed) =>
        typed.TryGetValue(field.Key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private bool IsForbidden(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && http.Forbids(uri);
}
