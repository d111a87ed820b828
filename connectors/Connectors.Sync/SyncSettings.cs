namespace BookingPlatform.Connectors.Sync;

/// <summary>How hotel systems are talked to; section <c>Connectors</c> of the configuration.</summary>
internal sealed class SyncSettings
{
    /// <summary>Whether connectors may call loopback, private and link-local addresses: a PMS in the house, a test. Otherwise a typed address could probe the operator's own network.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>Where plugins may keep files; each connection gets a folder of its own below.</summary>
    public string DataFolder { get; set; } = "data/connectors";

    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The pause after a first failure; each further one is four times as long.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(3);

    /// <summary>Tries before people are asked. With the pauses above that is more than half a day.</summary>
    public int Attempts { get; set; } = 12;

    /// <summary>Different customers that fail in a row before the whole connection counts as away.</summary>
    public int FailuresUntilAway { get; set; } = 3;

    /// <summary>When a PMS that is away is asked again for the first time; each further time after twice as long. One that refuses us is left alone longer.</summary>
    public TimeSpan FirstProbe { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan LongestProbe { get; set; } = TimeSpan.FromMinutes(15);
}
