using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>How a push ended.</summary>
internal abstract record Outcome
{
    /// <summary>Read back, and as we have it.</summary>
    internal sealed record Confirmed(ExternalGuest Guest, Comparison Sides) : Outcome
    {
        /// <summary>What the PMS had before we wrote.</summary>
        public string? EmailBefore { get; init; }
    }

    /// <summary>The PMS took the change and still shows these fields otherwise.</summary>
    internal sealed record Differs(ExternalGuest Guest, GuestFields Fields) : Outcome;

    internal sealed record Failed(PmsFailure Why) : Outcome;

    /// <summary>Not linked, and no booking to come: nobody this PMS has to know.</summary>
    internal sealed record NotNeeded : Outcome;
}
