using BookingPlatform.Kernel.Data;

namespace BookingPlatform.NoShow.Domain;

/// <summary>Somebody at the desk asks a manager to block a customer.</summary>
internal sealed class BlockApproval : IBelongToBusiness, IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid CustomerId { get; set; }

    /// <summary>The booking nobody came to.</summary>
    public Guid? BookingId { get; init; }

    /// <summary>The customer while nobody has decided, so that one request waits at most.</summary>
    public Guid? WaitingFor { get; set; }

    public required string Reason { get; init; }

    public DateOnly? Until { get; init; }

    public required DateTime AskedAtUtc { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>Null while it waits.</summary>
    public bool? IsApproved { get; private set; }

    public DateTime? DecidedAtUtc { get; private set; }

    public string? DecidedBy { get; private set; }

    public int Version { get; set; }

    public void Decide(bool isApproved, string by, DateTime now) =>
        (IsApproved, DecidedBy, DecidedAtUtc, WaitingFor) = (isApproved, by, now, null);
}
