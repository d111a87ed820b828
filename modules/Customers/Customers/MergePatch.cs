using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Kernel;

namespace BookingPlatform.Customers;

/// <summary>JSON merge patch (RFC 7396) onto a record with an explicit list of fields; other members of the patch change nothing.</summary>
internal static class MergePatch
{
    public static Answer<T> Onto<T>(T current, JsonObject patch) where T : notnull
    {
        try
        {
            var merged = Merge(JsonSerializer.SerializeToNode(current, JsonSerializerOptions.Web), patch);
            return merged.Deserialize<T>(JsonSerializerOptions.Web) ?? current;
        }
        catch (JsonException e)
        {
            var field = e.Path is { Length: > 2 } path ? path[2..] : "body";
            return Refusal.Invalid(field, "This has the wrong type.");
        }
        catch (InvalidOperationException)
        {
            return Refusal.Invalid("body", "The text holds half of a character.");
        }
    }

    private static JsonObject Merge(JsonNode? target, JsonObject patch)
    {
        var merged = target as JsonObject ?? [];
        foreach (var (name, value) in patch)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = value is JsonObject inner ? Merge(merged[name]?.DeepClone(), inner) : value.DeepClone();
        }

        return merged;
    }
}
