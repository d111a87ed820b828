namespace BookingPlatform.Connectors.Sync.Queue;

/// <summary>A customer may differ from what a PMS has.</summary>
internal sealed record PmsPushDue(Guid ConnectionId, Guid CustomerId);

/// <summary>A closed connection is to be asked whether it works again.</summary>
internal sealed record PmsProbeDue(Guid ConnectionId);

/// <summary>A connection works again: what was parked goes on.</summary>
internal sealed record PmsReleaseDue(Guid ConnectionId);

/// <summary>A PMS told that something changed there.</summary>
internal sealed record PmsNewsDue(Guid NewsId);
