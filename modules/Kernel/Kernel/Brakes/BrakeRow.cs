using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Brakes;

/// <summary>How often something was done in one window. Who did it stands there as a hash, and only until the night after the window.</summary>
[AcrossBusinesses("Counted before anybody has said who they are; the business is in the key.")]
public sealed class BrakeRow
{
    public required string Key { get; init; }

    public required int Count { get; set; }

    public required DateTime EndsAtUtc { get; set; }
}
