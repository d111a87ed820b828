using Refit;

namespace BookingPlatform.Apaleo.Api;

/// <summary>The operations of apaleo's Booking API that this connector uses.</summary>
internal interface IApaleoApi
{
    [Get("/booking/v1/reservations?expand=booker&sort=arrival:asc&pageSize=100")]
    Task<ApiResponse<ApaleoReservations>> GetReservations(
        string propertyIds, [Query(CollectionFormat.Csv)] string[]? status, string? textSearch, int pageNumber, CancellationToken ct);

    [Get("/booking/v1/reservations?dateFilter=Modification&sort=updated:asc&pageSize=100")]
    Task<ApiResponse<ApaleoReservations>> GetModified(string propertyIds, string from, string to, int pageNumber, CancellationToken ct);

    [Get("/booking/v1/reservations/{id}")]
    Task<ApiResponse<ApaleoReservation>> GetReservation(string id, CancellationToken ct);

    [Get("/booking/v1/bookings/{id}?expand=reservations")]
    Task<ApiResponse<ApaleoBooking>> GetBooking(string id, CancellationToken ct);

    [Patch("/booking/v1/reservations/{id}")]
    Task<ApiResponse<ApaleoNothing>> PatchReservation(string id, [Body] PatchStep[] steps, CancellationToken ct);

    [Patch("/booking/v1/bookings/{id}")]
    Task<ApiResponse<ApaleoNothing>> PatchBooking(string id, [Body] PatchStep[] steps, CancellationToken ct);

    [Put("/booking/v1/reservation-actions/{id}/noshow")]
    Task<ApiResponse<ApaleoNothing>> MarkNoShow(string id, CancellationToken ct);
}
