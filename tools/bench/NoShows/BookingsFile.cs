using System.Text;

namespace BookingPlatform.Bench.NoShows;

/// <summary>A table of bookings as somebody exported it (RFC 4180, any of four separators); every row has as many cells as the head.</summary>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">The rows that could be read.</param>
/// <param name="Broken">How many had another number of cells.</param>
internal sealed record BookingsFile(IReadOnlyList<string> Head, IReadOnlyList<string[]> Rows, int Broken)
{
    /// <summary>A stray line is dropped and counted; a file full of them is not a table.</summary>
    private const double MostBroken = 0.05;

    /// <exception cref="UserMistake">It cannot be read as a table.</exception>
    public static BookingsFile Read(TextReader text)
    {
        var first = text.ReadLine() ?? "";
        var separator = new[] { ',', ';', '\t', '|' }.MaxBy(sign => first.Count(other => other == sign));
        var head = Cells(first, text, separator);
        if (head.Length < 2 || head.Any(name => name.Any(char.IsControl)))
            throw new UserMistake("This is no table: its first line has to name at least two columns, separated by comma, semicolon or tab.");
        var rows = new List<string[]>();
        var broken = 0;
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (Cells(line, text, separator) is var row && row.Length == head.Length)
                rows.Add(row);
            else
                broken++;
        }

        if (broken > MostBroken * (rows.Count + broken))
            throw new UserMistake($"{broken} of {rows.Count + broken} lines do not have the {head.Length} cells that the first line names.");
        return new(head, rows, broken);
    }

    private static string[] Cells(string line, TextReader text, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; ; at++)
        {
            if (at == line.Length && quoted)
                (line, at) = ("\n" + (text.ReadLine() ?? throw new UserMistake($"A quotation mark is opened and never closed: {cell.ToString()[..Math.Min(60, cell.Length)]} …")), 0);
            if (at == line.Length)
                break;
            if (line[at] == '"' && quoted && at + 1 < line.Length && line[at + 1] == '"')
                cell.Append(line[at++]);
            else if (line[at] == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (line[at] == separator && !quoted)
                Take(cells, cell);
            else
                cell.Append(line[at]);
        }

        Take(cells, cell);
        return [.. cells];
    }

    private static void Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString().Trim());
        cell.Clear();
    }
}
