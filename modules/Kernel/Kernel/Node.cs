namespace BookingPlatform.Kernel;

/// <summary>This running host. Its name is new at every start: a restarted node must not mistake its predecessor's leases for its own.</summary>
public sealed class Node
{
    public string Name { get; } = $"{Environment.MachineName}-{Environment.ProcessId:x}-{Guid.NewGuid().ToString("N")[..6]}";
}
