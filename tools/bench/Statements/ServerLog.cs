using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Statements;

/// <summary>
/// Records bookings as PostgreSQL itself logs them (<c>log_statement=all</c>, JSON, with parameters), so that the yardstick
/// follows the product by itself. The relay tells which of the statements travelled together.
/// </summary>
internal sealed partial class ServerLog(PostgresCluster cluster, ControlSession control, Relay relay)
{
    /// <summary>Settings of the cluster that this needs.</summary>
    public static readonly string[] Settings = ["logging_collector=on", "log_destination=jsonlog"];

    /// <summary>The name the product's connections carry, to tell them from the bench's own.</summary>
    public const string Application = "platform";

    private const string Marker = "bench: the next booking";

    public async Task<IReadOnlyList<Recording>> Record(FrontDesk desk, int bookings)
    {
        await control.Do("ALTER SYSTEM SET log_statement = 'all'");
        await Reload();
        var recordings = new List<Recording>();
        for (var i = 0; i < bookings; i++)
            recordings.Add(await RecordOne(desk));
        await control.Do("ALTER SYSTEM RESET log_statement");
        await Reload();
        return recordings;
    }

    private async Task<Recording> RecordOne(FrontDesk desk)
    {
        var slot = desk.House.Slots.TakeApart();
        await control.Do($"SELECT '{Marker}'");
        relay.Restart();
        using var answer = await desk.Ask(slot);
        await FrontDesk.Expect(answer, System.Net.HttpStatusCode.Created);
        await control.Do($"SELECT '{Marker}'");
        return WithoutReset(new Recording(slot, Read()) { Trips = relay.StatementsPerTrip });
    }

    /// <summary>Sessions take a new setting before their next statement once the signal has reached them.</summary>
    private async Task Reload()
    {
        await control.Do("SELECT pg_reload_conf()");
        await Task.Delay(500);
    }

    private List<Statement> Read()
    {
        var lines = Directory.GetFiles(cluster.LogFolder, "*.json").Order(StringComparer.Ordinal).SelectMany(ReadShared).ToList();
        var end = lines.FindLastIndex(line => line.Contains(Marker, StringComparison.Ordinal));
        var start = lines.FindLastIndex(end - 1, line => line.Contains(Marker, StringComparison.Ordinal));
        return lines[(start + 1)..end].Select(line => JsonDocument.Parse(line).RootElement)
            .Where(entry => entry.TryGetProperty("application_name", out var name) && name.GetString() == Application)
            .Select(StatementOf).OfType<Statement>().ToList();
    }

    private static List<string> ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
    }

    private static Statement? StatementOf(JsonElement entry)
    {
        if (Logged().Match(entry.GetProperty("message").GetString()!) is not { Success: true } match)
            return null;
        var detail = entry.TryGetProperty("detail", out var text) ? text.GetString()! : "";
        return new Statement(match.Groups["sql"].Value, Parameter().Matches(detail).Select(ValueOf).ToList());
    }

    private static Sent ValueOf(Match parameter)
    {
        var name = parameter.Groups["name"].Value;
        if (!parameter.Groups["text"].Success)
            return new Sent(name, null, null);
        var literal = parameter.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal);
        return new Sent(name, MeaningOf(literal), literal);
    }

    private static object MeaningOf(string literal) =>
        Guid.TryParseExact(literal, "D", out var id) ? id
        : Instant().IsMatch(literal) ? DateTimeOffset.Parse(literal, CultureInfo.InvariantCulture).UtcDateTime
        : long.TryParse(literal, CultureInfo.InvariantCulture, out var number) ? number
        : literal;

    /// <summary>What the driver sends of itself when a pooled connection is used again is not part of the booking.</summary>
    private static Recording WithoutReset(Recording recording)
    {
        var trips = new List<int>();
        var left = new Queue<Statement>(recording.Statements);
        foreach (var trip in recording.Trips)
            trips.Add(Enumerable.Range(0, trip).Count(_ => left.TryDequeue(out var statement) && !IsReset(statement)));
        if (left.Count > 0)
            throw new InvalidOperationException($"The log holds {recording.Statements.Count} statements, the wire carried {recording.Trips.Sum()}.");
        return recording with { Statements = recording.Statements.Where(statement => !IsReset(statement)).ToList(), Trips = trips.Where(trip => trip > 0).ToList() };
    }

    private static bool IsReset(Statement statement) => statement.Sql.StartsWith("DISCARD ", StringComparison.Ordinal);

    [GeneratedRegex(@"^(statement|execute [^:]+): (?<sql>.*)$", RegexOptions.Singleline)]
    private static partial Regex Logged();

    [GeneratedRegex(@"(?<name>\$\d+) = (NULL|'(?<text>([^']|'')*)')")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$")]
    private static partial Regex Instant();
}
