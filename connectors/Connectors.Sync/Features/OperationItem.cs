using BookingPlatform.Connectors.Sync.Domain;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Where one customer stands with one hotel system.</summary>
internal sealed record OperationItem
{
    public required Guid Id { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Connection { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>The guest's id in the hotel system; null while there is no link.</summary>
    public required string? ExternalId { get; init; }

    public required OperationState State { get; init; }

    /// <summary>It goes on by itself as soon as the connection works again.</summary>
    public required bool WaitsForConnection { get; init; }

    /// <summary><c>transient</c>, <c>business</c> …, of the last failure.</summary>
    public required FailureClass? FailureClass { get; init; }

    /// <summary><c>possible-duplicate</c>, <c>refused</c>, <c>invalid</c> or <c>too-long</c>, when the hotel system refused.</summary>
    public required string? Code { get; init; }

    /// <summary>The last failure or difference, in plain words.</summary>
    public required string? Message { get; init; }

    /// <summary>The guest of the hotel system that stands in the way.</summary>
    public required string? OtherGuestId { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? NextTryAt { get; init; }

    public required DateTime WaitingSince { get; init; }

    /// <summary>The customer's version that was last read back from the hotel system; 0 for none.</summary>
    public required int ConfirmedVersion { get; init; }

    public required DateTime? ConfirmedAt { get; init; }

    public required DateTime ChangedAt { get; init; }
}
