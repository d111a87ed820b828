using Refit;

namespace BookingPlatform.Connectors.Tests.Refit;

/// <summary>The forms of method on which the safety of our connectors rests.</summary>
internal interface IBookshop
{
    [Get("/books/{id}/pages")]
    Task<ApiResponse<string>> Read(string id, string? title, CancellationToken ct);
}
