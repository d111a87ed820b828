using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>This customer is that guest of the PMS. One to one per connection.</summary>
internal sealed class GuestLink : IBelongToBusiness
{
    public const int LongestId = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ConnectionId { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>The PMS's id, opaque.</summary>
    public required string ExternalId { get; set; }

    public required DateTime LinkedAtUtc { get; set; }
}
