using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Http;

namespace BookingPlatform.Apaleo;

/// <summary>apaleo's dialect: refusals (422) come as a list of messages, everything else without a body.</summary>
internal sealed class ApaleoCalls(Redactor redactor, TimeProvider clock) : PmsCalls("apaleo", redactor, clock)
{
    protected override string? MessageIn(string body)
    {
        try
        {
            return JsonNode.Parse(body) switch
            {
                JsonObject answer when answer["messages"] is JsonArray messages => string.Join(" ", messages.OfType<JsonValue>().Select(m => m.ToString())),
                JsonObject answer when answer["error"] is JsonValue error => error.ToString(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
