using System.Globalization;
using System.Text;

namespace BookingPlatform.Bench.Report;

/// <summary>A limit of performance.md or reliability.md.</summary>
/// <param name="Value">The number.</param>
/// <param name="AtMost">Whether less is better.</param>
internal sealed record Limit(double Value, bool AtMost)
{
    public bool IsMet(double by) => AtMost ? by <= Value : by >= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? '≤' : '≥')} {Value:#,0.##}");
}

/// <summary>One figure beside its yardstick.</summary>
/// <param name="What">In words.</param>
/// <param name="Ours">The product.</param>
/// <param name="Peer">What stands beside it.</param>
/// <param name="Judged">The number the limits are about; null when there are none.</param>
internal sealed record Figure(string What, string Ours, string Peer, double? Judged)
{
    /// <summary>The 95 % interval of what is judged.</summary>
    public string Spread { get; init; } = "";

    public Limit? Bar { get; init; }

    public Limit? Goal { get; init; }

    public string Verdict => Judged is not { } value || Bar is null ? ""
        : !Bar.IsMet(value) ? "**missed**"
        : Goal is null || Goal.IsMet(value) ? "met" : "bar met, goal missed";
}

/// <summary>The tables of one sub-command.</summary>
internal sealed class Section(string name, string how)
{
    private readonly List<(string Title, List<Figure> Figures)> tables = [];
    private readonly List<string> notes = [];

    public void Add(string table, params IEnumerable<Figure> figures) => tables.Add((table, figures.ToList()));

    public void Note(string note) => notes.Add(note);

    public void Print() => Console.Out.WriteLine(Text());

    /// <summary>Replaces the section of that name and leaves the others as they are.</summary>
    public void WriteInto(string file)
    {
        var mark = $"## {name}\n";
        var parts = File.Exists(file) ? File.ReadAllText(file).Split("\n## ") : ["# Results\n\nWritten by the program in this folder, see [README](README.md). Newest run of each part.\n"];
        var kept = parts.Skip(1).Where(part => !$"## {part}".StartsWith(mark, StringComparison.Ordinal)).Select(part => $"## {part.TrimEnd()}\n");
        var sections = kept.Append(Text()).Order(StringComparer.Ordinal);
        File.WriteAllText(file, $"{parts[0].TrimEnd()}\n\n{string.Join('\n', sections)}");
    }

    private string Text()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"## {name}\n\n{DateTime.UtcNow:yyyy-MM-dd}, {Machine.Size()}. {how}\n");
        foreach (var (title, figures) in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| | product | yardstick | judged | bar | goal | |\n|---|---:|---:|---:|---:|---:|---|\n");
            foreach (var figure in figures)
                text.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Ours} | {figure.Peer} | {figure.Judged:0.##} {figure.Spread} | {figure.Bar} | {figure.Goal} | {figure.Verdict} |\n");
        }

        foreach (var note in notes)
            text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        return text.Append(notes.Count > 0 ? "\n" : "").ToString();
    }
}
