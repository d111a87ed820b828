namespace BookingPlatform.Connectors.Abstractions;

/// <summary>How a setting is entered and kept.</summary>
public enum SettingKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A password or token: encrypted at rest, never shown again, never logged.</summary>
    Secret,

    /// <summary>An absolute http or https address.</summary>
    Url,

    /// <summary>One of <see cref="SettingField.Choices"/>.</summary>
    Choice,
}

/// <summary>One field of a connection's settings page.</summary>
/// <param name="Key">Stable key, lower case with hyphens.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Kind">How it is entered and kept.</param>
public sealed record SettingField(string Key, string Label, SettingKind Kind)
{
    private const int LongestValue = 2000;

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Where staff find the value, in plain words.</summary>
    public string Help { get; init; } = "";

    /// <summary>What the field starts with.</summary>
    public string? Default { get; init; }

    /// <summary>The values of a choice with their labels.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with a value, as a sentence for beside the field; null when nothing is.</summary>
    /// <param name="value">The value as entered.</param>
    public string? Problem(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return Required ? $"{Label} is needed." : null;
        if (value.Length > LongestValue || value.Any(char.IsControl))
            return $"{Label} is too long or has characters that cannot be typed. Copy it again.";

        return Kind switch
        {
            SettingKind.Url when !IsWebAddress(value) => $"{Label} must be a web address such as https://api.example.com.",
            SettingKind.Choice when !Choices.ContainsKey(value) => $"Choose one of the values offered for {Label}.",
            _ => null,
        };
    }

    private static bool IsWebAddress(string value) =>
        Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0;
}

/// <summary>The values of a connection's settings. Printing it shows keys, never values.</summary>
public sealed class SettingValues
{
    private readonly Dictionary<string, string> values;

    /// <summary>Values by key; blank ones count as not given.</summary>
    /// <param name="values">Values by key.</param>
    public SettingValues(IEnumerable<KeyValuePair<string, string>> values) =>
        this.values = values.Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToDictionary(v => v.Key, v => v.Value.Trim(), StringComparer.Ordinal);

    /// <summary>A value that must be there.</summary>
    /// <param name="key">The field's key.</param>
    /// <exception cref="ArgumentException">It is not: the host did not check <see cref="Problems"/> first.</exception>
    public string this[string key] => Find(key) ?? throw new ArgumentException($"The setting '{key}' is missing.", nameof(key));

    /// <summary>A value, or null when it was not given.</summary>
    /// <param name="key">The field's key.</param>
    public string? Find(string key) => values.GetValueOrDefault(key);

    /// <summary>What is wrong, by field key; empty when the settings can be used.</summary>
    /// <param name="fields">The plugin's fields.</param>
    public IReadOnlyDictionary<string, string> Problems(IEnumerable<SettingField> fields) => fields
        .Select(field => (field.Key, Problem: field.Problem(Find(field.Key))))
        .Where(field => field.Problem is not null)
        .ToDictionary(field => field.Key, field => field.Problem!, StringComparer.Ordinal);

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", values.Keys);
}
