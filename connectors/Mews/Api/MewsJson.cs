using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace BookingPlatform.Mews.Api;

/// <summary>Names as Mews writes them, absent instead of null, and text read from whatever stands in its place.</summary>
internal static class MewsJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new TolerantText() },
    };

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));

    // Mews' own examples give a phone number as a JSON number: one odd field must not make a whole guest unreadable.
    private sealed class TolerantText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.String)
                return reader.GetString();
            if (reader.TokenType is JsonTokenType.Number)
                return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);

            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
