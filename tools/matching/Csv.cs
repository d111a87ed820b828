using System.Text;

namespace BookingPlatform.Match;

/// <summary>Reads comma, semicolon or tab separated files (RFC 4180), quoted or not, and puts several files under one head.</summary>
internal sealed class Csv
{
    private readonly List<string> _columns = [];

    public IReadOnlyList<string> Columns => _columns;

    public List<string[]> Rows { get; } = [];

    public static Csv Read(IEnumerable<string> files)
    {
        var csv = new Csv();
        foreach (var file in files)
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            csv.Append(reader);
        }

        for (var at = 0; at < csv.Rows.Count; at++)
            if (csv.Rows[at].Length < csv._columns.Count)
                csv.Rows[at] = [.. csv.Rows[at], .. Enumerable.Repeat("", csv._columns.Count - csv.Rows[at].Length)];
        return csv;
    }

    public int IndexOf(string column)
    {
        var at = _columns.FindIndex(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new UserMistake($"There is no column \"{column}\". The columns are: {string.Join(", ", _columns)}.");
    }

    private void Append(TextReader reader)
    {
        var interned = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.ReadLine() is not { } head)
            return;
        var separator = new[] { ',', ';', '\t', '|' }.MaxBy(sign => head.Count(other => other == sign));
        var places = Split(head, reader, separator, interned).Select(name => Place(name.Trim())).ToArray();
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                Rows.Add(Arrange(Split(line, reader, separator, interned), places));
    }

    private string[] Arrange(List<string> cells, int[] places)
    {
        var row = new string[_columns.Count];
        Array.Fill(row, "");
        for (var at = 0; at < Math.Min(cells.Count, places.Length); at++)
            row[places[at]] = cells[at];
        return row;
    }

    private int Place(string name)
    {
        var at = _columns.IndexOf(name);
        if (at >= 0)
            return at;
        _columns.Add(name);
        return _columns.Count - 1;
    }

    private static List<string> Split(string line, TextReader reader, char separator, Dictionary<string, string> interned)
    {
        var cells = new List<string>(16);
        for (var at = 0; at <= line.Length;)
        {
            var start = at;
            while (start < line.Length && line[start] == ' ')
                start++;
            if (start < line.Length && line[start] == '"')
            {
                cells.Add(Quoted(ref line, reader, ref start));
                at = line.IndexOf(separator, start) is >= 0 and var next ? next + 1 : line.Length + 1;
            }
            else
            {
                var end = line.IndexOf(separator, at) is >= 0 and var next ? next : line.Length;
                cells.Add(Intern(line.AsSpan(at, end - at).Trim(), interned));
                at = end + 1;
            }
        }

        return cells;
    }

    private static string Intern(ReadOnlySpan<char> cell, Dictionary<string, string> interned)
    {
        if (cell.IsEmpty)
            return "";
        var known = interned.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(cell, out var text))
            return text;
        text = cell.ToString();
        return interned[text] = text;
    }

    private static string Quoted(ref string line, TextReader reader, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; ; at++)
        {
            if (at >= line.Length)
            {
                if (reader.ReadLine() is not { } more)
                    return cell.ToString();
                cell.Append('\n');
                (line, at) = (more, -1);
            }
            else if (line[at] != '"')
                cell.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                cell.Append(line[at++]);
            else
                break;
        }

        at++;
        return cell.ToString().Trim();
    }
}

/// <summary>Something the person at the keyboard can put right.</summary>
internal sealed class UserMistake(string message) : Exception(message);
