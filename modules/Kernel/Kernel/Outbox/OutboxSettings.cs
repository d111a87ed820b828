namespace BookingPlatform.Kernel.Outbox;

/// <summary>How the outbox is worked; section <c>Outbox</c> of the configuration.</summary>
public sealed class OutboxSettings
{
    /// <summary>How often an idle node looks for work that nobody rang for.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After this a lane of a silent node is taken over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    public int Batch { get; set; } = 200;

    /// <summary>Aggregates worked at the same time on one node.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>Failures before a row becomes a dead letter. With the back-off below that is about a day.</summary>
    public int Attempts { get; set; } = 12;

    /// <summary>1 s, 4 s, 16 s, about a minute, five, seventeen, then every three hours.</summary>
    internal static TimeSpan BackOff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(4, Math.Min(failures, 8)), 10_800));
}
