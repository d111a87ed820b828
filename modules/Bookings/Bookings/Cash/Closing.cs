using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Cash;

/// <summary>A day's closing: what should have been in the drawer, what was counted, and everything since the closing before. Never changed.</summary>
internal sealed class Closing : IBelongToBusiness
{
    public const int LongestContent = 1_000_000;

    public required Guid Id { get; init; }

    public Guid BusinessId { get; set; }

    public required DateOnly Day { get; init; }

    /// <summary>1, 2, 3 … per business: two people who close at once cannot both follow the same closing.</summary>
    public required int Number { get; init; }

    public required string Currency { get; init; }

    public required long OpeningMinor { get; init; }

    public required long ExpectedMinor { get; init; }

    public required long CountedMinor { get; init; }

    /// <summary>What stays in the drawer and opens the next day.</summary>
    public required long LeftMinor { get; init; }

    public string? Reason { get; init; }

    public required DateTime ClosedAtUtc { get; init; }

    public required string By { get; init; }

    /// <summary><see cref="ClosingText"/> as JSON.</summary>
    public required string Content { get; init; }
}
