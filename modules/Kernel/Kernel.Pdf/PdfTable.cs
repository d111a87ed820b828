using BookingPlatform.Kernel.Pdf.Text;
using BookingPlatform.Kernel.Pdf.Writing;

namespace BookingPlatform.Kernel.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Title">In the head, which is repeated on every page.</param>
/// <param name="Share">Its part of the width, against the sum of all shares; above 0.</param>
/// <param name="Align"><see cref="Align.End"/> for amounts: then at the right whatever the script.</param>
public sealed record PdfColumn(string Title, double Share, Align Align = Align.Start);

/// <summary>A table that goes on over as many pages as it needs: Table, TR, TH, TD. A row stays together.</summary>
public sealed class PdfTable
{
    private const double Padding = 3.5;
    private static readonly TypeStyle Head = new(8, Bold: true);
    private static readonly TypeStyle Cell = new(8);
    private readonly PdfDocument document;
    private readonly IReadOnlyList<PdfColumn> columns;
    private readonly Structure.Element element;
    private readonly double shares;

    internal PdfTable(PdfDocument document, IReadOnlyList<PdfColumn> columns)
    {
        (this.document, this.columns, shares) = (document, columns, columns.Sum(column => column.Share));
        element = document.Structure.Open("Table", document.Structure.Document);
        var titles = LinesOf(columns.Select(column => column.Title).ToList(), Head);
        document.Ensure(HeightOf(titles, Head) * 3);
        Row(titles, Head, "TH");
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns; an empty text for an empty cell.</param>
    /// <param name="bold">For sums.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public void Row(IReadOnlyList<string> cells, bool bold = false)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"{cells.Count} cells do not fit {columns.Count} columns.", nameof(cells));
        var type = Cell with { Bold = bold };
        var lines = LinesOf(cells, type);
        if (document.Ensure(HeightOf(lines, type)))
            RepeatHead();
        Row(lines, type, "TD");
    }

    /// <summary>No row comes any more.</summary>
    public void End()
    {
        document.Structure.Close(element);
        document.Space(Cell.Size);
    }

    private IReadOnlyList<string>[] LinesOf(IReadOnlyList<string> cells, TypeStyle type) =>
        cells.Select((cell, at) => LineBreaker.Break(cell, type.Bold, (WidthOf(at) - (2 * Padding)) * 1000 / type.Size)).ToArray();

    private static double HeightOf(IReadOnlyList<string>[] cells, TypeStyle type) => (cells.Max(lines => lines.Count) * type.LineHeight) + (2 * Padding);

    private double WidthOf(int column) => document.Width * columns[column].Share / shares;

    /// <summary>The head of the next page is for the eye; who listens has heard it.</summary>
    private void RepeatHead()
    {
        var titles = LinesOf(columns.Select(column => column.Title).ToList(), Head);
        for (var at = 0; at < columns.Count; at++)
            document.Draw(null, Placed(titles[at], at, Head));
        Advance(HeightOf(titles, Head), dark: true);
    }

    private void Row(IReadOnlyList<string>[] cells, TypeStyle type, string tag)
    {
        var row = document.Structure.Open("TR", element);
        for (var at = 0; at < columns.Count; at++)
        {
            var cell = document.Structure.Open(tag, row);
            if (tag == "TH")
                cell.Attributes = "/A<</O/Table/Scope/Column>>";
            document.Draw(cell, Placed(cells[at], at, type));
            document.Structure.Close(cell);
        }

        document.Structure.Close(row);
        Advance(HeightOf(cells, type), dark: tag == "TH");
    }

    private void Advance(double height, bool dark)
    {
        document.Space(height);
        var page = document.Canvas();
        page.BeginArtifact();
        page.Rule(document.Left, document.Top, document.Width, dark ? 0.3 : 0.8);
        page.End();
    }

    private IEnumerable<PlacedLine> Placed(IReadOnlyList<string> lines, int column, TypeStyle type)
    {
        var left = document.Left + Padding + columns.Take(column).Select((_, at) => WidthOf(at)).Sum();
        var room = (left, WidthOf(column) - (2 * Padding));
        for (var at = 0; at < lines.Count; at++)
        {
            var fromRight = Bidi.ReadsFromRight(lines[at]);
            // An amount stands at the right also where its currency is written in Arabic.
            var align = columns[column].Align is Align.End && fromRight ? Align.Start : columns[column].Align;
            var line = PlacedLine.At(lines[at], type, room, align, fromRight);
            yield return line with { Baseline = document.Top + Padding + type.Size + (at * type.LineHeight) };
        }
    }
}
