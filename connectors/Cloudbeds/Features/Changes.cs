using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Cloudbeds.Api;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Cloudbeds.Features;

/// <summary>
/// What changed, from a webhook or by asking. Cloudbeds gives a webhook five tries and no order, no id and no fixed spelling of its keys; the time in it makes
/// the event.
/// </summary>
internal sealed class Changes(CloudbedsSession cloudbeds)
{
    private const int Page = 100;

    /// <summary>In which zone times of change are filtered is not documented, so a day more is asked for; each change has its event id.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(26);

    public static IReadOnlyList<PmsNews>? Read(string body, string? property)
    {
        if (Parsed(body) is not { } message || Value(message, "event") is not { } kind)
            return null;
        if (property is not null && Value(message, "propertyID") is { } other && other != property)
            return [];
        return kind.StartsWith("guest/", StringComparison.Ordinal) && Value(message, "guestID") is { Length: > 0 } guest
            ? [new PmsNews(guest) { EventId = Value(message, "timestamp") is { } at ? $"{kind} {guest} {at}" : null }]
            : [];
    }

    public async Task<PmsAnswer<PmsChanges>> Since(string? mark, CancellationToken ct)
    {
        var now = cloudbeds.Clock.GetUtcNow().UtcDateTime;
        var (from, until, page) = Mark(mark, now);
        var answer = await cloudbeds.Calls.Read(() => cloudbeds.Api.GetModified(cloudbeds.Property, from, until, page, ct), ct);
        if (answer.Failure is { } failure)
            return failure;

        var rows = answer.Value.Rows.ToList();
        var more = rows.Count == Page;
        var news = rows.Where(row => row.GuestID is { Length: > 0 }).Select(row => new PmsNews(row.GuestID!) { EventId = $"{row.GuestID} {row.DateModified}" });
        return new PmsChanges([.. news], more ? $"{from}|{until}|{page + 1}" : Text(now), more);
    }

    private static (string From, string Until, int Page) Mark(string? mark, DateTime now) => mark?.Split('|') switch
    {
        [var from, var until, var page] => (from, until, int.Parse(page, CultureInfo.InvariantCulture)),
        [var last] => (Text(DateTime.Parse(last, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) - Overlap), Text(now + Overlap), 1),
        _ => (Text(now), Text(now + Overlap), 1),
    };

    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject? Parsed(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Value(JsonObject message, string key) =>
        message.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase)).Value is JsonValue value ? value.ToString() : null;
}
