using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Statements;

/// <summary>A value that went with a statement.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Meaning">What it is: a Guid, DateTime, long, string, or null.</param>
/// <param name="Literal">As the database would read it, when it came as text; null otherwise.</param>
internal sealed record Sent(string Name, object? Meaning, string? Literal = null);

/// <summary>One statement as it reached the database.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<Sent> Values);

/// <summary>Everything one booking asked of the database, in order.</summary>
/// <param name="Slot">What was booked.</param>
/// <param name="Statements">From the first read to COMMIT.</param>
internal sealed record Recording(Slot Slot, IReadOnlyList<Statement> Statements)
{
    /// <summary>How many of the statements went to the server together, one number for each round trip; empty when unknown.</summary>
    public IReadOnlyList<int> Trips { get; init; } = [];
}
