namespace BookingPlatform.Bench.Stage;

/// <summary>What can be booked: a service and one of its resources.</summary>
internal sealed record Target(Guid ServiceId, Guid ResourceId);

/// <summary>A time that nobody has asked for before.</summary>
internal sealed record Slot(Target Target, DateTime StartsAt);

/// <summary>
/// Hands out free times in rising order, one half hour on each resource in turn. So neighbours in time lie on different resources,
/// nobody waits for a lock that the yardstick does not wait for, and every look at a calendar reads as little at the end as at the beginning.
/// </summary>
internal sealed class Slots(IReadOnlyList<Target> targets)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(30);
    private long next;

    public IReadOnlyList<Target> Targets { get; } = targets;

    public DateTime First { get; } = DateTime.UtcNow.Date.AddDays(2);

    public Slot Take() => At(Reserve(1));

    /// <summary>One that has neither the time nor the resource of the one before.</summary>
    public Slot TakeApart() => At(Reserve(Targets.Count + 1) + Targets.Count);

    /// <summary>Keeps some for a peer, which makes the same slots of the same numbers by itself.</summary>
    /// <returns>The number of the first.</returns>
    public long Reserve(long many) => Interlocked.Add(ref next, many) - many;

    private Slot At(long number) => new(Targets[(int)(number % Targets.Count)], First + (number / Targets.Count * Length));
}
