namespace BookingPlatform.Kernel;

/// <summary>This running host. Its name is new at every start: a restarted node must not mistake its predecessor's leases for its own.</summary>
public sealed class Node
{
    private volatile bool isDrained;

    public string Name { get; } = $"{Environment.MachineName}-{Environment.ProcessId:x}-{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>Whether it takes no more jobs and deliveries.</summary>
    public bool IsDrained
    {
        get => isDrained;
        internal set => isDrained = value;
    }
}
