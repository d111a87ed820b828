using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Web;

/// <summary>What an idempotent request was answered; kept for a day so that a repeat gets the same bytes.</summary>
public sealed class StoredAnswer : IBelongToBusiness
{
    public Guid BusinessId { get; set; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required string RequestHash { get; init; }

    public required int Status { get; init; }

    public required string ContentType { get; init; }

    public string? Location { get; init; }

    public required byte[] Body { get; init; }

    public required DateTime AtUtc { get; init; }
}
