using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingPlatform.Connectors.Abstractions;

/// <summary>
/// Makes text fit to be shown or logged. Bodies lose every text and number except those of fields named as harmless: a list of what may stay cannot forget a
/// new secret or a new field with a person in it.
/// </summary>
public sealed class Redactor
{
    private const string Mask = "•••";
    private const int ShortestSecret = 4;
    private const int DeepestBody = 64;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string[] secrets;
    private readonly HashSet<string> harmless;

    /// <summary>For one connection.</summary>
    /// <param name="secrets">The connection's secret values.</param>
    /// <param name="harmlessFields">JSON properties whose values may be logged, such as ids; in any case.</param>
    public Redactor(IEnumerable<string?> secrets, IEnumerable<string> harmlessFields)
    {
        this.secrets = [.. secrets.OfType<string>().Where(s => s.Length >= ShortestSecret).OrderByDescending(s => s.Length)];
        harmless = new HashSet<string>(harmlessFields, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Text without the connection's secrets, for example a vendor's error message that repeats what it was sent.</summary>
    /// <param name="text">Any text.</param>
    public string Text(string text) =>
        secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    /// <summary>A JSON body with its shape, its yes and no, its harmless fields, and nothing else. Anything that is not JSON is only measured.</summary>
    /// <param name="body">The body as sent or received.</param>
    public string Body(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            var json = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestBody, AllowDuplicateProperties = false });
            return Text(Masked(json, mayStay: false)?.ToJsonString(Readable) ?? "null");
        }
        catch (JsonException)
        {
            return $"({body.Length} characters that are not JSON)";
        }
    }

    private JsonNode? Masked(JsonNode? node, bool mayStay) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Masked(f.Value, harmless.Contains(f.Key))))),
        JsonArray items => new JsonArray([.. items.Select(item => Masked(item, mayStay))]),
        JsonValue value when value.GetValueKind() is (JsonValueKind.String or JsonValueKind.Number) && !mayStay => Mask,
        _ => node?.DeepClone(),
    };
}
