using Refit;

namespace BookingPlatform.Mews.Api;

/// <summary>The operations of the Mews Connector API that this connector uses. Addresses are case-sensitive and take no trailing slash.</summary>
internal interface IMewsApi
{
    [Post("/api/connector/v1/configuration/get")]
    Task<ApiResponse<MewsConfiguration>> GetConfiguration([Body] ConfigurationGet request, CancellationToken ct);

    [Post("/api/connector/v1/customers/getAll")]
    Task<ApiResponse<MewsCustomers>> GetCustomers([Body] CustomersGetAll request, CancellationToken ct);

    [Post("/api/connector/v1/customers/add")]
    Task<ApiResponse<MewsCustomer>> AddCustomer([Body] CustomersAdd request, CancellationToken ct);

    [Post("/api/connector/v1/customers/update")]
    Task<ApiResponse<MewsCustomer>> UpdateCustomer([Body] CustomersUpdate request, CancellationToken ct);

    [Post("/api/connector/v1/accounts/update")]
    Task<ApiResponse<MewsAccepted>> UpdateAccounts([Body] AccountsUpdate request, CancellationToken ct);

    [Post("/api/connector/v1/addresses/update")]
    Task<ApiResponse<MewsAccepted>> UpdateAddresses([Body] AddressesUpdate request, CancellationToken ct);

    [Post("/api/connector/v1/accountNotes/getAll")]
    Task<ApiResponse<MewsNotes>> GetNotes([Body] AccountNotesGetAll request, CancellationToken ct);

    [Post("/api/connector/v1/accountNotes/add")]
    Task<ApiResponse<MewsNotes>> AddNotes([Body] AccountNotesAdd request, CancellationToken ct);

    [Post("/api/connector/v1/accounts/merge")]
    Task<ApiResponse<MewsAccepted>> MergeAccounts([Body] AccountsMerge request, CancellationToken ct);

    [Post("/api/connector/v1/reservations/updateCustomer")]
    Task<ApiResponse<MewsAccepted>> UpdateReservationCustomer([Body] ReservationsUpdateCustomer request, CancellationToken ct);
}
