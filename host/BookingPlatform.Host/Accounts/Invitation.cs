using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>A single-use link by which somebody joins a business in a role. Only the SHA-256 of its secret is kept.</summary>
internal sealed class Invitation : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required string Email { get; init; }

    public required Role Role { get; init; }

    public required string Hash { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTime CreatedAtUtc { get; init; }

    public required DateTime EndsAtUtc { get; init; }

    /// <summary>Joined by it, or withdrawn.</summary>
    public DateTime? ClosedAtUtc { get; set; }
}
