using System.Text.Json;
using System.Text.Json.Nodes;
using BookingPlatform.Connectors.Http;
using Refit;

namespace BookingPlatform.Cloudbeds.Api;

// Only what is used.

/// <summary>Every answer says whether it is a success; the status alone does not.</summary>
internal record CloudbedsAnswer
{
    public bool? Success { get; init; }
    public string? Message { get; init; }
}

internal sealed record CloudbedsHotel : CloudbedsAnswer
{
    public HotelData? Data { get; init; }
}

internal sealed record HotelData(string? PropertyID, string? PropertyName, string? PropertyTimezone);

internal sealed record CloudbedsGuestList : CloudbedsAnswer
{
    /// <summary>By guest id; an empty one comes as a list.</summary>
    public JsonNode? Data { get; init; }

    public IEnumerable<GuestRow> Rows => Entries.OfType<JsonObject>().Select(row => row.Deserialize<GuestRow>(CloudbedsJson.Options)!);

    private IEnumerable<JsonNode?> Entries => Data switch
    {
        JsonObject byId => byId.Select(row => row.Value),
        JsonArray list => list,
        _ => [],
    };
}

internal sealed record GuestRow
{
    public string? GuestID { get; init; }
    public string? ReservationID { get; init; }
    public string? GuestFirstName { get; init; }
    public string? GuestLastName { get; init; }
    public string? GuestEmail { get; init; }
    public string? GuestPhone { get; init; }
    public string? GuestCellPhone { get; init; }
    public string? GuestAddress1 { get; init; }
    public string? GuestAddress2 { get; init; }
    public string? GuestCity { get; init; }
    public string? GuestState { get; init; }
    public string? GuestZip { get; init; }
    public string? GuestCountry { get; init; }
    public string? DateModified { get; init; }
    public string? Status { get; init; }
    public bool? IsMerged { get; init; }
    public bool? IsAnonymized { get; init; }
}

internal sealed record CloudbedsGuestAnswer : CloudbedsAnswer
{
    public GuestData? Data { get; init; }
}

internal sealed record GuestData
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? CellPhone { get; init; }
    public string? Address { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? State { get; init; }
    public string? Zip { get; init; }
    public string? Country { get; init; }
    public bool? IsAnonymized { get; init; }
    public bool? IsMerged { get; init; }
    public string? NewGuestID { get; init; }
}

internal sealed record CloudbedsNotes : CloudbedsAnswer
{
    public IReadOnlyList<NoteData>? Data { get; init; }
}

internal sealed record NoteData(string? GuestNote);

internal sealed record CloudbedsReservationAnswer : CloudbedsAnswer
{
    public ReservationData? Data { get; init; }
}

internal sealed record ReservationData
{
    public string? Status { get; init; }
    public IReadOnlyList<AssignedRoom>? Assigned { get; init; }
    public JsonNode? GuestList { get; init; }
}

internal sealed record AssignedRoom(string? RoomID);

internal static class CloudbedsJson
{
    public static JsonSerializerOptions Options { get; } = TolerantJson.Options(JsonNamingPolicy.CamelCase);

    public static RefitSettings Settings { get; } = new(new SystemTextJsonContentSerializer(Options));
}
