using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Apaleo.Api;

// Only what is used. A person stays the JSON it came as: replacing one wipes every field that is not sent, also those we have never heard of.

internal sealed record ApaleoReservations
{
    public IReadOnlyList<ApaleoReservation>? Reservations { get; init; }
}

internal sealed record ApaleoReservation
{
    public string? Id { get; init; }
    public string? BookingId { get; init; }
    public string? Status { get; init; }
    public string? Modified { get; init; }
    public ApaleoProperty? Property { get; init; }
    public JsonObject? PrimaryGuest { get; init; }
    public JsonArray? AdditionalGuests { get; init; }
    public JsonObject? Booker { get; init; }
    public string? Comment { get; init; }

    /// <summary>Whether the stay is over or will not be. A status nobody announced counts as still to come.</summary>
    public bool IsOver => Status is "CheckedOut" or "Canceled" or "NoShow";
}

internal sealed record ApaleoProperty(string? Id, string? Name);

internal sealed record ApaleoBooking
{
    public string? Id { get; init; }
    public string? Modified { get; init; }
    public JsonObject? Booker { get; init; }
    public string? Comment { get; init; }
    public IReadOnlyList<ApaleoReservation>? Reservations { get; init; }
}

/// <summary>A webhook: which reservation or booking, and nothing of what is in it.</summary>
internal sealed record ApaleoEvent(string? Id, string? Topic, string? Type, string? PropertyId, ApaleoEntity? Data);

internal sealed record ApaleoEntity(string? EntityId);

/// <summary>An answer without content.</summary>
internal sealed record ApaleoNothing;

/// <summary>One step of a JSON Patch (RFC 6902).</summary>
internal sealed record PatchStep(string Op, string Path, JsonNode Value);

internal static class ApaleoJson
{
    public static JsonSerializerOptions Options { get; } = TolerantJson.Options(JsonNamingPolicy.CamelCase);

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));
}
