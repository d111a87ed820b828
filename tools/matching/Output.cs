using System.Globalization;
using System.Text;
using BookingPlatform.Customers.Matching;

namespace BookingPlatform.Match;

/// <summary>Writes the files that were asked for.</summary>
internal sealed class Output(Csv csv, Table table, int[] order, Found found)
{
    public void Write(Options options)
    {
        if (options.Out is not null)
            WriteGroups(options.Out);
        if (options.Pairs is not null)
            WritePairs(options.Pairs);
    }

    private void WriteGroups(string file)
    {
        var heads = Enumerable.Range(0, csv.Rows.Count).ToArray();
        foreach (var group in found.Groups)
        {
            var head = group.Min(record => order[record]);
            foreach (var record in group)
                heads[order[record]] = head;
        }

        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false));
        writer.WriteLine(Line(csv.Columns.Prepend("person")));
        for (var row = 0; row < csv.Rows.Count; row++)
            writer.WriteLine(Line(csv.Rows[row].Prepend((heads[row] + 1).ToString(CultureInfo.InvariantCulture))));
    }

    private void WritePairs(string file)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false));
        writer.WriteLine("row,other row,probability,verdict,reasons");
        var comparer = new PairComparer(table);
        foreach (var edge in found.Edges.OrderByDescending(edge => edge.Weight).ThenBy(edge => order[edge.One]).ThenBy(edge => order[edge.Other]))
        {
            var reasons = Reasons.Of(found.Weights, comparer.Compare(table[edge.One], table[edge.Other]), table[edge.One], table[edge.Other]);
            writer.WriteLine(Line([Number(order[edge.One]), Number(order[edge.Other]), Weights.Probability(edge.Weight).ToString("0.00000", CultureInfo.InvariantCulture), found.Certain.Contains(edge) ? "certain" : "suggested", string.Join(", ", reasons)]));
        }
    }

    private static string Number(int row) => (row + 1).ToString(CultureInfo.InvariantCulture);

    private static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
