using BookingPlatform.Kernel.Data;

namespace BookingPlatform.GuestApp.Domain;

/// <summary>A guest signed in with one browser, to one business. The browser holds a token, here is its hash; ending the row ends the session at once, on every node.</summary>
internal sealed class GuestSession : IBelongToBusiness
{
    /// <summary>A holiday and the way there: longer than between booking and visit for most, short enough for a lost telephone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>The record it was when they signed in; null for an address nobody is known by yet.</summary>
    public required Guid? CustomerId { get; init; }

    /// <summary>The address that was proven.</summary>
    public required string Email { get; init; }

    public required string TokenHash { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    public required DateTime ExpiresAtUtc { get; init; }

    public DateTime? EndedAtUtc { get; private set; }
}
