using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Kernel.Nodes;

/// <summary>A running host that says every quarter of a minute that it is there.</summary>
[AcrossBusinesses("Nodes work for all businesses.")]
public sealed class NodeRow
{
    public required string Name { get; init; }

    public required DateTime StartedAtUtc { get; init; }

    public required DateTime SeenAtUtc { get; init; }

    /// <summary>It takes no more jobs and deliveries; what it has begun it ends, and it goes on serving pages.</summary>
    public bool Drained { get; init; }
}
