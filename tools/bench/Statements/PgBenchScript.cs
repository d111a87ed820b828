using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BookingPlatform.Bench.Stage;

namespace BookingPlatform.Bench.Statements;

/// <summary>
/// Writes a pattern as a script for pgbench. Every transaction has a number <c>:n</c> of its own over all runs, from which its slot, ids and texts follow:
/// the same slots as <see cref="Slots"/> gives, ids in rising order as version 7 gives them, texts of the same length.
/// </summary>
internal sealed partial class PgBenchScript(Pattern pattern, Slots slots)
{
    private readonly string services = Array(slots.Targets.Select(target => target.ServiceId));
    private readonly string resources = Array(slots.Targets.Select(target => target.ResourceId));
    private readonly Dictionary<int, long> numbers = [];

    /// <param name="pipelined">Whether statements that the product sends together go together here too; otherwise each is a round trip.</param>
    public string Write(bool pipelined)
    {
        var body = new StringBuilder();
        var left = new Queue<PatternStatement>(pattern.Statements);
        foreach (var trip in pipelined && pattern.Trips.Count > 0 ? pattern.Trips : pattern.Statements.Select(_ => 1).ToList())
        {
            var together = Enumerable.Range(0, trip).Select(_ => Sql(left.Dequeue()));
            body.Append(trip == 1 ? $"{together.Single()};\n" : $"\\startpipeline\n{string.Join("", together.Select(sql => sql + ";\n"))}\\endpipeline\n");
        }

        return Variables() + body;
    }

    private string Variables() => $"""
        \set n :first + :k * :clients + :client_id
        \set k :k + 1
        \set target 1 + :n % {slots.Targets.Count}
        \set minutes :n / {slots.Targets.Count} * {(int)Slots.Length.TotalMinutes}
        {string.Concat(numbers.OrderBy(number => number.Key).Select(number => $"\\set number{number.Key} random(0, {number.Value})\n"))}
        """;

    private string Sql(PatternStatement statement)
    {
        var values = statement.Values.ToDictionary(value => value.Name, value => Expression(value.Source));
        return Parameter().Replace(statement.Sql, found => values.TryGetValue(found.Value, out var expression)
            ? expression
            : throw new InvalidOperationException($"The log told no value for {found.Value} of {statement.Sql}"));
    }

    private string Expression(Source source) => source switch
    {
        Source.Fixed { Value.Literal: null } => "NULL",
        Source.Fixed { Value.Literal: { } literal } => Literal(literal),
        Source.Service => $"({services})[:target]",
        Source.Resource => $"({resources})[:target]",
        Source.Now => "now()",
        Source.SlotTime time => $"({Literal(Text(slots.First + time.AfterStart))}::timestamptz + :minutes * interval '1 minute')",
        Source.NewId id => $"(lpad(to_hex(:n::bigint), 12, '0') || '7' || substr(md5(:n || 'id{id.Label}'), 1, 19))::uuid",
        Source.Text text => $"left({Unlike(text)}, {text.Length})",
        Source.Number number => Number(number),
        _ => throw new InvalidOperationException($"There is no expression for {source}."),
    };

    /// <summary>Begins with the reversed number, so that no two are the same and their order is no order; short ones may repeat, as names do.</summary>
    private static string Unlike(Source.Text text)
    {
        var hashes = Enumerable.Range(0, (text.Length + 31) / 32).Select(part => $"md5(:n || 't{text.Label}p{part}')");
        return text.Length < 8 ? string.Join(" || ", hashes) : $"reverse(lpad(to_hex(:n::bigint), 8, '0')) || {string.Join(" || ", hashes)}";
    }

    private string Number(Source.Number number)
    {
        numbers[number.Label] = number.Most;
        return $":number{number.Label}";
    }

    private static string Array(IEnumerable<Guid> ids) => $"'{{{string.Join(',', ids)}}}'::uuid[]";

    private static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture);

    /// <summary>pgbench would take what follows a colon for a variable, even inside quotes.</summary>
    private static string Literal(string text) =>
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Parameter();
}
