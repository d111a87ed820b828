using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Brakes;

/// <summary>How often something was done in one window. Who did it stands there as a hash with the window in it, and only until the night after.</summary>
[AcrossBusinesses("Counted before anybody has said who they are; the business is in the key.")]
public sealed class BrakeRow
{
    public required string Key { get; init; }

    public required int Count { get; init; }

    public required DateTime EndsAtUtc { get; init; }
}
