using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Statements;

/// <summary>Where a peer that replays a statement takes a value from.</summary>
internal abstract record Source
{
    /// <summary>The same for every booking.</summary>
    internal sealed record Fixed(Sent Value) : Source;

    /// <summary>The service of the slot.</summary>
    internal sealed record Service : Source;

    /// <summary>The resource of the slot.</summary>
    internal sealed record Resource : Source;

    /// <summary>An instant that goes with the slot's start.</summary>
    internal sealed record SlotTime(TimeSpan AfterStart) : Source;

    /// <summary>The instant of booking.</summary>
    internal sealed record Now : Source;

    /// <summary>An id made for this booking; the same label is the same id.</summary>
    internal sealed record NewId(int Label) : Source;

    /// <summary>Another text of that length for each booking.</summary>
    internal sealed record Text(int Label, int Length) : Source;

    /// <summary>Another number for each booking.</summary>
    internal sealed record Number(int Label, long Most) : Source;
}

internal sealed record PatternStatement(string Sql, IReadOnlyList<(string Name, Source Source)> Values);

/// <summary>What all bookings ask of the database: found by comparing two of them. What differs is made anew by those who replay it.</summary>
internal sealed record Pattern(IReadOnlyList<PatternStatement> Statements, IReadOnlyList<int> Trips)
{
    /// <summary>How many bookings to record: a cache that happens to be refilled makes one of them longer than the others.</summary>
    public const int Recordings = 4;

    public static Pattern Of(IEnumerable<Recording> recordings) =>
        recordings.OrderBy(recording => recording.Statements.Count).Take(2).ToArray() is [var one, var other] ? Of(one, other) : throw new ArgumentException("Record two at least.", nameof(recordings));

    /// <exception cref="InvalidOperationException">The two did not ask the same, or differ in a way that cannot be replayed.</exception>
    private static Pattern Of(Recording one, Recording other)
    {
        if (!one.Statements.Select(statement => statement.Sql).SequenceEqual(other.Statements.Select(statement => statement.Sql)))
            throw new InvalidOperationException($"Two bookings made different statements:\n{Text(one)}\n-- and\n{Text(other)}");
        var comparison = new Comparison(one.Slot, other.Slot);
        var statements = one.Statements.Zip(other.Statements, (a, b) =>
            new PatternStatement(a.Sql, a.Values.Zip(b.Values, (x, y) => (x.Name, comparison.Explain(x, y))).ToList())).ToList();
        return new Pattern(statements, one.Trips.SequenceEqual(other.Trips) ? one.Trips : []);
    }

    /// <summary>For people: one line for each statement, a blank line between round trips.</summary>
    public override string ToString()
    {
        var left = new Queue<PatternStatement>(Statements);
        var trips = Trips.Select(trip => string.Join('\n', Enumerable.Range(0, trip).Select(_ => OneLine(left.Dequeue().Sql))));
        return string.Join("\n\n", trips.Concat(left.Select(statement => OneLine(statement.Sql))));
    }

    private static string OneLine(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(Recording recording) => string.Join('\n', recording.Statements.Select(statement => statement.Sql));

    private sealed class Comparison(Slot one, Slot other)
    {
        private readonly Dictionary<object, int> labels = [];

        public Source Explain(Sent a, Sent b) => (a.Meaning, b.Meaning) switch
        {
            var (x, y) when Equals(x, y) => new Source.Fixed(a),
            (Guid x, Guid y) when x == one.Target.ServiceId && y == other.Target.ServiceId => new Source.Service(),
            (Guid x, Guid y) when x == one.Target.ResourceId && y == other.Target.ResourceId => new Source.Resource(),
            (Guid x, Guid) => new Source.NewId(Label(x)),
            (DateTime x, DateTime y) when x - one.StartsAt == y - other.StartsAt => new Source.SlotTime(x - one.StartsAt),
            (DateTime x, DateTime y) when (y - x).Duration() < TimeSpan.FromMinutes(1) => new Source.Now(),
            (string x, string) => new Source.Text(Label(x), x.Length),
            (long x, long y) => new Source.Number(Label(x), Math.Max(x, y)),
            var (x, y) => throw new InvalidOperationException($"A peer does not know how to vary '{x}' and '{y}' ({a.Name})."),
        };

        private int Label(object value) => labels.TryGetValue(value, out var known) ? known : labels[value] = labels.Count;
    }
}
