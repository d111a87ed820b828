using System.Text.RegularExpressions;

namespace BookingPlatform.Match;

/// <summary>Who each record is, where that is known.</summary>
/// <param name="People">For each row, the name of its person.</param>
/// <param name="Columns">Columns that give it away and must not be compared.</param>
internal sealed record Truth(IReadOnlyList<string> People, IReadOnlySet<int> Columns)
{
    /// <summary>Reads it from a column, or from a file that has some of the columns and one more.</summary>
    /// <param name="csv">The rows.</param>
    /// <param name="source">A column, or a file.</param>
    /// <param name="pattern">What of the column names the person: the first group of a regular expression.</param>
    public static Truth? Read(Csv csv, string? source, string? pattern)
    {
        if (source is null)
            return null;
        if (File.Exists(source))
            return Join(csv, Csv.Read([source]));
        var column = csv.IndexOf(source);
        var part = new Regex(pattern ?? "(.*)", RegexOptions.CultureInvariant);
        return new(csv.Rows.Select((row, at) => part.Match(row[column]) is { Success: true, Groups: [_, { Value.Length: > 0 } person, ..] } ? person.Value : $"row {at}").ToList(), new HashSet<int> { column });
    }

    private static Truth Join(Csv csv, Csv key)
    {
        var shared = key.Columns.Where(csv.Columns.Contains).ToList();
        var answer = key.Columns.Last(column => !shared.Contains(column));
        var people = new Dictionary<string, string>();
        foreach (var row in key.Rows)
            people[string.Join('\t', shared.Select(column => row[key.IndexOf(column)]))] = row[key.IndexOf(answer)];
        return new(
            csv.Rows.Select((row, at) => people.GetValueOrDefault(string.Join('\t', shared.Select(column => row[csv.IndexOf(column)])), $"row {at}")).ToList(),
            shared.Select(csv.IndexOf).ToHashSet());
    }
}
