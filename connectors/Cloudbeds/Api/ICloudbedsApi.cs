using Refit;

namespace BookingPlatform.Cloudbeds.Api;

/// <summary>The operations of Cloudbeds' PMS API 1.3 that this connector uses. Reads are GET, writes are forms.</summary>
internal interface ICloudbedsApi
{
    [Get("/api/v1.3/getHotelDetails")]
    Task<ApiResponse<CloudbedsHotel>> GetHotel(string? propertyID, CancellationToken ct);

    [Get("/api/v1.3/getGuestList?includeGuestInfo=true&pageSize=100")]
    Task<ApiResponse<CloudbedsGuestList>> GetGuests(string? propertyIDs, string? guestEmail, string? guestLastName, int pageNumber, CancellationToken ct);

    [Get("/api/v1.3/getGuestsModified?pageSize=100")]
    Task<ApiResponse<CloudbedsGuestList>> GetModified(string? propertyIDs, string resultsFrom, string resultsTo, int pageNumber, CancellationToken ct);

    [Get("/api/v1.3/getGuest")]
    Task<ApiResponse<CloudbedsGuestAnswer>> GetGuest(string? propertyID, string guestID, CancellationToken ct);

    [Put("/api/v1.3/putGuest")]
    Task<ApiResponse<CloudbedsAnswer>> PutGuest([Body(BodySerializationMethod.UrlEncoded)] GuestForm guest, CancellationToken ct);

    [Get("/api/v1.3/getGuestNotes")]
    Task<ApiResponse<CloudbedsNotes>> GetNotes(string? propertyID, string guestID, CancellationToken ct);

    [Post("/api/v1.3/postGuestNote")]
    Task<ApiResponse<CloudbedsAnswer>> PostNote([Body(BodySerializationMethod.UrlEncoded)] NoteForm note, CancellationToken ct);

    [Get("/api/v1.3/getReservation")]
    Task<ApiResponse<CloudbedsReservationAnswer>> GetReservation(string? propertyID, string reservationID, CancellationToken ct);

    [Post("/api/v1.3/postGuestsToRoom")]
    Task<ApiResponse<CloudbedsAnswer>> PostGuestsToRoom([Body(BodySerializationMethod.UrlEncoded)] RoomGuestsForm guests, CancellationToken ct);

    [Put("/api/v1.3/putReservation")]
    Task<ApiResponse<CloudbedsAnswer>> PutReservation([Body(BodySerializationMethod.UrlEncoded)] ReservationForm reservation, CancellationToken ct);
}
