using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Connectors.Sync.Domain;

/// <summary>What the difference is about.</summary>
internal enum DifferingField
{
    Name,
    Email,
    Phone,
    Address,

    /// <summary>A guest of the PMS nobody is linked to, who looks like the customer.</summary>
    Guest,
}

/// <summary>The PMS and we say different things of one guest, and neither may be overwritten without people: they stand side by side until somebody chooses.</summary>
internal sealed class Difference : IBelongToBusiness
{
    public const int LongestValue = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required Guid ConnectionId { get; init; }

    public required Guid CustomerId { get; set; }

    public required string ExternalId { get; init; }

    public required DifferingField Field { get; init; }

    /// <summary>As the PMS has it, for people; ours is read when it is shown.</summary>
    public required string Theirs { get; set; }

    /// <summary>Why their value was not taken although it might be, in plain words.</summary>
    public string? Sentence { get; set; }

    public required DateTime SeenAtUtc { get; set; }
}
