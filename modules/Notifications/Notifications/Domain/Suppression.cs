using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

internal enum SuppressionReason
{
    /// <summary>Mail to it came back for good.</summary>
    HardBounce,

    /// <summary>Its owner reported a mail as unwanted.</summary>
    Complaint,
}

/// <summary>An address that gets no mail from this business until staff lift it. One is in force for an address at most, which a unique index keeps too.</summary>
internal sealed class Suppression : IBelongToBusiness
{
    public const int LongestAddress = 320;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>Trimmed, in lower case.</summary>
    public required string Address { get; init; }

    public required SuppressionReason Reason { get; init; }

    public required DateTime AtUtc { get; init; }

    /// <summary>What the other mail server said, without the address.</summary>
    public string? Detail { get; init; }

    public Guid? CustomerId { get; init; }

    public Guid? MessageId { get; init; }

    public DateTime? LiftedAtUtc { get; private set; }

    public string? LiftedBy { get; private set; }

    public void Lift(string by, DateTime now) => (LiftedBy, LiftedAtUtc) = (by, now);

    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();
}
