using System.Text.Json;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Mews.Api;

/// <summary>Names as Mews writes them. Its own examples give a phone number as a JSON number.</summary>
internal static class MewsJson
{
    public static JsonSerializerOptions Options { get; } = TolerantJson.Options(naming: null);

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));
}
