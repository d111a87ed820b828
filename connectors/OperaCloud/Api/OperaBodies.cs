using System.Text.Json;
using System.Text.Json.Serialization;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.OperaCloud.Api;

// Only what is used, and nothing stricter than needed: Oracle adds and removes members of its enums without notice, and writes a status as a number or as a word.

/// <summary>Every answer, errors too; an error may hide in an answer of status 201.</summary>
internal record OperaAnswer
{
    public string? Title { get; init; }
    public string? Detail { get; init; }

    [JsonPropertyName("o:errorCode")]
    public string? ErrorCode { get; init; }

    [JsonPropertyName("o:errorDetails")]
    public IReadOnlyList<OperaAnswer>? Details { get; init; }

    public static OperaAnswer? From(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<OperaAnswer>(body, OperaJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record OperaSearch
{
    public string? HotelId { get; init; }
    public int Limit { get; init; }
    public bool? ExcludeInactive { get; init; }
    public string[] ProfileType { get; } = ["Guest"];
    public string? Email { get; init; }
    public string? ProfileName { get; init; }
    public string? GivenName { get; init; }
    public string[]? ExternalReferenceIds { get; init; }
    public string[]? ExternalSystemCodes { get; init; }
}

internal sealed record OperaSearchAnswer : OperaAnswer
{
    public OperaSummaries? ProfileSummaries { get; init; }
}

internal sealed record OperaSummaries(IReadOnlyList<OperaSummary>? ProfileInfo, bool? HasMore);

internal sealed record OperaSummary(IReadOnlyList<OperaId>? ProfileIdList);

internal sealed record OperaId(string? Id, string? Type);

internal sealed record OperaReference(string? Id, string? IdContext);

internal sealed record OperaMerge(OperaId[] VictimProfileId);

internal sealed record OperaReservations : OperaAnswer
{
    public OperaReservationList? Reservations { get; init; }
}

internal sealed record OperaReservationList(IReadOnlyList<OperaReservation>? Reservation);

internal sealed record OperaReservationChange(OperaReservation[] Reservations);

/// <summary>A handle is a number, read as text and written as a number.</summary>
internal sealed record OperaLocks : OperaAnswer
{
    public OperaLock? AcquiredReservationLock { get; init; }
    public OperaLock? ExistingReservationLock { get; init; }
}

internal sealed record OperaLock(string? LockHandle, string? CreatedBy);

internal sealed record OperaLockRequest(OperaId ReservationId, string HotelId);

internal sealed record OperaEvents : OperaAnswer
{
    public IReadOnlyList<OperaEventData>? BusinessEventData { get; init; }
}

internal sealed record OperaEventData(OperaEvent? BusinessEvent, OperaId? BusinessEventId);

internal sealed record OperaEvent(OperaEventHeader? Header);

internal sealed record OperaEventHeader(string? ModuleName, string? ActionType, string? ActionId, string? PrimaryKey);

internal sealed record OperaReservation
{
    public long? LockHandle { get; init; }
    public IReadOnlyList<OperaId>? ReservationIdList { get; init; }
    public IReadOnlyList<OperaReservationGuest>? ReservationGuests { get; init; }
}

internal sealed record OperaReservationGuest
{
    public OperaSummary? ProfileInfo { get; init; }
    public bool? Primary { get; init; }
}

internal static class OperaJson
{
    public static JsonSerializerOptions Options { get; } = TolerantJson.Options(JsonNamingPolicy.CamelCase);

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));
}
