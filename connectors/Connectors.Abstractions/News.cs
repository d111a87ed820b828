namespace BookingPlatform.Connectors.Abstractions;

/// <summary>Something changed in the PMS. Only what it is about is believed; the data is fetched afresh (<see cref="IPmsConnector.Fetch"/>).</summary>
/// <param name="About">Opaque to the host, at most 200 characters: the guest's id, or the reservation's where guests live in reservations.</param>
public sealed record PmsNews(string About)
{
    /// <summary>The vendor's id of this event, the same whenever it is sent again; null where vendors give none, then each counts.</summary>
    public string? EventId { get; init; }
}

/// <summary>What changed since a mark.</summary>
/// <param name="News">What it is about, each once.</param>
/// <param name="Mark">From where to ask next time, at most 200 characters.</param>
/// <param name="More">Whether to ask again at once.</param>
public sealed record PmsChanges(IReadOnlyList<PmsNews> News, string Mark, bool More);

/// <summary>One request and its answer, fit to be shown to staff: bodies went through <see cref="Redactor"/>.</summary>
/// <param name="Request">Method and path, without the query.</param>
/// <param name="Status">The status; null when no answer came.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record PmsCall(string Request, int? Status, long Milliseconds)
{
    /// <summary>What was sent, redacted; null without a body.</summary>
    public string? Sent { get; init; }

    /// <summary>What came back, redacted; null without a body.</summary>
    public string? Answered { get; init; }

    /// <summary>The vendor's name of the request, for its support.</summary>
    public string? RequestId { get; init; }
}
