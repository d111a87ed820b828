using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookingPlatform.Connectors.Http;

/// <summary>
/// Reads what vendors really send: text where a number was promised and the other way round, absent instead of null, names and members nobody announced.
/// One odd field must not make a whole guest unreadable.
/// </summary>
public static class TolerantJson
{
    /// <summary>Serializer options; nulls are not written.</summary>
    /// <param name="naming">How the vendor writes names; null for as declared.</param>
    public static JsonSerializerOptions Options(JsonNamingPolicy? naming) => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = naming,
        Converters = { new TolerantText(), new TolerantYesNo() },
    };

    /// <summary>The trimmed text, or null when there is none.</summary>
    /// <param name="text">Any text.</param>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The instant in UTC, or null when it is not one.</summary>
    /// <param name="written">As the vendor wrote it; without an offset it counts as UTC.</param>
    public static DateTime? Instant(string? written) =>
        DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    // Skip() refuses while more of a long answer is to come, although the serializer has read this value to its end before it asks us.
    private static void SkipWhole(ref Utf8JsonReader reader) => reader.TrySkip();

    private sealed class TolerantText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is JsonTokenType.String)
                return reader.GetString();
            if (reader.TokenType is JsonTokenType.Number)
                return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);

            SkipWhole(ref reader);
            return null;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class TolerantYesNo : JsonConverter<bool?>
    {
        public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String when reader.GetString() is "true" or "True" or "Y" or "1" => true,
                JsonTokenType.String when reader.GetString() is "false" or "False" or "N" or "0" => false,
                _ => (bool?)null,
            };
            SkipWhole(ref reader);
            return value;
        }

        public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => writer.WriteBooleanValue(value!.Value);
    }
}
