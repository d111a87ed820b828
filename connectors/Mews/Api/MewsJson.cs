using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace BookingPlatform.Mews.Api;

/// <summary>Names as Mews writes them, absent instead of null.</summary>
internal static class MewsJson
{
    public static JsonSerializerOptions Options { get; } = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));
}
