using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>This booking is that reservation of the PMS. Staff say so, or a program that made both; a PMS has no id of ours to find it by.</summary>
internal sealed class ReservationLink : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ConnectionId { get; init; }

    public required Guid BookingId { get; init; }

    /// <summary>The PMS's id, opaque.</summary>
    public required string ExternalId { get; set; }

    public required DateTime LinkedAtUtc { get; set; }
}
