using Refit;

namespace BookingPlatform.OperaCloud.Api;

/// <summary>The operations of Oracle's Hospitality Integration Platform (OHIP) that this connector uses. Lists in a query repeat their key; with commas OPERA refuses them.</summary>
internal interface IOperaApi
{
    /// <summary>From 26.2 on.</summary>
    [Post("/crm/v1/profiles/searches")]
    Task<ApiResponse<OperaSearchAnswer>> Search([Body] OperaSearch search, CancellationToken ct);

    /// <summary>Up to 25.5; deprecated afterwards.</summary>
    [Get("/crm/v1/profiles?profileType=Guest&excludeInactive=true")]
    Task<ApiResponse<OperaSearchAnswer>> SearchBefore262(string? email, string? profileName, string? givenName, int limit, CancellationToken ct);

    /// <summary>Up to 25.5; deprecated afterwards.</summary>
    [Get("/crm/v1/profiles?profileType=Guest&limit=2")]
    Task<ApiResponse<OperaSearchAnswer>> SearchReferenceBefore262(
        [Query(CollectionFormat.Multi)] string[]? externalReferenceIds, [Query(CollectionFormat.Multi)] string[]? externalSystemCodes, CancellationToken ct);

    [Get("/crm/v1/profiles/{id}")]
    Task<ApiResponse<OperaProfile>> GetProfile(string id, [Query(CollectionFormat.Multi)] string[] fetchInstructions, CancellationToken ct);

    [Post("/crm/v1/profiles")]
    Task<ApiResponse<OperaAnswer>> PostProfile([Body] OperaProfile profile, CancellationToken ct);

    [Put("/crm/v1/profiles/{id}")]
    Task<ApiResponse<OperaAnswer>> PutProfile(string id, [Body] OperaProfile profile, CancellationToken ct);

    [Post("/crm/v1/profiles/{survivor}/merges")]
    Task<ApiResponse<OperaAnswer>> Merge(string survivor, [Body] OperaMerge merge, CancellationToken ct);

    [Get("/rsv/v1/hotels/{hotel}/reservations/{id}")]
    Task<ApiResponse<OperaReservations>> GetReservation(string hotel, string id, CancellationToken ct);

    /// <summary>A lock is given, or the answer names who has it.</summary>
    [Put("/rsv/v1/hotels/{hotel}/reservations/{id}/locks")]
    Task<ApiResponse<OperaLocks>> Lock(string hotel, string id, [Body] OperaLockRequest request, CancellationToken ct);

    [Delete("/rsv/v1/hotels/{hotel}/locks/{handle}")]
    Task<ApiResponse<OperaAnswer>> Unlock(string hotel, string handle, CancellationToken ct);

    /// <summary>Takes events off the queue of our external system; whatever is answered is not told again.</summary>
    [Get("/int/v1/externalSystem/{system}/hotels/{hotel}/businessEvents?limit=20")]
    Task<ApiResponse<OperaEvents>> TakeEvents(string system, string hotel, CancellationToken ct);

    [Put("/rsv/v1/hotels/{hotel}/reservations/{id}")]
    Task<ApiResponse<OperaAnswer>> PutReservation(string hotel, string id, [Body] OperaReservationChange change, CancellationToken ct);
}
