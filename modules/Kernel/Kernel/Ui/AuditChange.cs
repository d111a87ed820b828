using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Ui;

/// <summary>One value of an audit entry, before and after. The entry holds either a value or, for several at once, a JSON object by field.</summary>
/// <param name="Field">For people, "Last name"; empty where the entry is about one value only.</param>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when there is none.</param>
public sealed record AuditChange(string Field, string? Before, string? After)
{
    public static IReadOnlyList<AuditChange> Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Before is null && entry.After is null)
            return [];
        return (Fields(entry.Before), Fields(entry.After)) is ({ } before, { } after)
            ? before.Keys.Union(after.Keys).Select(field => new AuditChange(Heading(field), before.GetValueOrDefault(field), after.GetValueOrDefault(field))).ToList()
            : [new("", entry.Before, entry.After)];
    }

    /// <summary>Where each field stands in the table, the sentence need not repeat its values.</summary>
    public static string Headline(AuditEntry entry, IReadOnlyList<AuditChange> changes)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(changes);
        return changes[0].Field.Length == 0 ? entry.Sentence : $"Changed {string.Join(", ", changes.Select(change => change.Field.ToLowerInvariant()))}.";
    }

    /// <summary>Null when it is a plain value; also when it was so long that it was cut off.</summary>
    private static Dictionary<string, string?>? Fields(string? stored)
    {
        if (stored is not ['{', ..])
            return null;
        try
        {
            return JsonNode.Parse(stored)?.AsObject().ToDictionary(field => field.Key, field => field.Value?.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Heading(string field) => field.Length == 0 ? field : char.ToUpper(field[0], CultureInfo.InvariantCulture) + field[1..];
}
