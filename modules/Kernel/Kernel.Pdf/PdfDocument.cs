using System.Globalization;
using System.Security;
using System.Text;
using BookingPlatform.Kernel.Pdf.Text;
using BookingPlatform.Kernel.Pdf.Writing;

namespace BookingPlatform.Kernel.Pdf;

/// <summary>
/// A tagged PDF 1.7, written from top to bottom: headings, paragraphs and tables in any script, with the typefaces embedded. The same input gives
/// the same bytes. Pages leave for the stream as they fill (<see cref="FlushAsync"/>), so length costs hardly any memory. For one thread.
/// </summary>
public sealed class PdfDocument
{
    private const double FootSize = 8;
    private static readonly TypeStyle Foot = new(FootSize, Grey: 0.35);
    private readonly PdfSettings settings;
    private readonly ObjectWriter objects;
    private readonly FontUses fonts;
    private readonly Structure structure;
    private readonly List<(int Page, int Foot)> pages = [];
    private readonly int pageTree;
    private readonly int resources;
    private Canvas? canvas;

    /// <param name="target">Written to by <see cref="FlushAsync"/> and <see cref="FinishAsync"/> only; not closed.</param>
    /// <param name="settings">Title, language, paper.</param>
    public PdfDocument(Stream target, PdfSettings settings)
    {
        this.settings = settings;
        objects = new ObjectWriter(target);
        fonts = new FontUses(objects);
        structure = new Structure(objects, new LanguageTag(settings.Language));
        objects.Begin();
        (pageTree, resources) = (objects.Reserve(), objects.Reserve());
    }

    /// <summary>Points between the margins.</summary>
    public double Width => settings.Size.Width - (2 * settings.Margin);

    /// <summary>How far down the page the next text begins, in points from the top of the paper.</summary>
    public double Top { get; private set; }

    /// <summary>Pages begun so far.</summary>
    public int PageCount => pages.Count;

    private double Bottom => settings.Size.Height - settings.Margin;

    internal Structure Structure => structure;

    internal double Left => settings.Margin;

    private int PageAtWork => pages[^1].Page;

    /// <summary>The heading of what follows: H1.</summary>
    /// <param name="text">Any script; broken into lines where it is too long.</param>
    /// <param name="type">18 points and bold when left out.</param>
    public void Heading(string text, TypeStyle? type = null) => Write("H1", text, type ?? new TypeStyle(18, Bold: true), Align.Start);

    /// <summary>A paragraph. Line breaks in it are kept; it may go on over the next page.</summary>
    /// <param name="text">Any script; nothing is drawn for an empty one.</param>
    /// <param name="type">10 points when left out.</param>
    /// <param name="align">At which side.</param>
    public void Paragraph(string text, TypeStyle? type = null, Align align = Align.Start) => Write("P", text, type ?? TypeStyle.Body, align);

    /// <summary>Leaves some paper free.</summary>
    /// <param name="points">At least 0.</param>
    public void Space(double points) => Top += points;

    /// <summary>Goes on at a place of this page, if it is not past it already: the window of an envelope.</summary>
    /// <param name="points">From the top of the paper.</param>
    public void MoveTo(double points)
    {
        _ = Canvas();
        Top = Math.Max(Top, points);
    }

    /// <summary>Dark squares, for example a QR code: decoration, so what it says must stand beside it in words.</summary>
    /// <param name="runs">Row, first column and length of each run of dark squares.</param>
    /// <param name="size">Squares along a side.</param>
    /// <param name="side">Points along a side.</param>
    public void Squares(IEnumerable<(int Row, int Column, int Length)> runs, int size, double side)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Ensure(side);
        var page = Canvas();
        var step = side / size;
        page.BeginArtifact();
        foreach (var (row, column, length) in runs)
            page.Fill(Left + (column * step), Top + (row * step), length * step, step);
        page.End();
        Top += side;
    }

    /// <summary>Begins a table; add rows, then call <see cref="PdfTable.End"/>.</summary>
    /// <param name="columns">At least one.</param>
    public PdfTable Table(IReadOnlyList<PdfColumn> columns) => new(this, columns);

    /// <summary>What follows stands on a new page.</summary>
    public void NewPage()
    {
        if (canvas is null)
            return;
        var (page, foot) = pages[^1];
        var body = objects.AddStream(canvas.ToBytes());
        var key = structure.EndPage();
        objects.Put(page, $"<</Type/Page/Parent {Pdf(pageTree)}/MediaBox[0 0 {Writing.Pdf.Number(settings.Size.Width)} {Writing.Pdf.Number(settings.Size.Height)}]"
            + $"/Resources {Pdf(resources)}/Contents[{Pdf(body)} {Pdf(foot)}]/StructParents {key.ToString(CultureInfo.InvariantCulture)}/Tabs/S>>");
        canvas = null;
    }

    /// <summary>Sends what is ready to the stream.</summary>
    public Task FlushAsync(CancellationToken ct) => objects.FlushAsync(ct);

    /// <summary>Writes the rest. Nothing can be added after it. A document without text is one empty page.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        _ = Canvas();
        NewPage();
        for (var at = 0; at < pages.Count; at++)
            objects.PutStream(pages[at].Foot, FootOf(at + 1));
        objects.Put(pageTree, $"<</Type/Pages/Count {pages.Count.ToString(CultureInfo.InvariantCulture)}/Kids[{Writing.Pdf.References(pages.Select(page => page.Page))}]>>");
        fonts.WriteTo(resources);
        var info = objects.Add($"<</Title{Writing.Pdf.Text(settings.Title)}>>");
        objects.End(Catalog(), info);
        await objects.FlushAsync(ct);
    }

    /// <summary>Room for so many points, on the next page if this one has too little.</summary>
    internal bool Ensure(double points)
    {
        _ = Canvas();
        if (Top + points <= Bottom || Top <= settings.Margin)
            return false;
        NewPage();
        _ = Canvas();
        return true;
    }

    internal Canvas Canvas()
    {
        if (canvas is not null)
            return canvas;
        pages.Add((objects.Reserve(), objects.Reserve()));
        Top = settings.Margin;
        return canvas = new Canvas(settings.Size, fonts);
    }

    /// <summary>Draws lines that certainly have room, as content of the element; as decoration when there is none.</summary>
    internal void Draw(Structure.Element? element, IEnumerable<PlacedLine> lines)
    {
        var page = Canvas();
        if (element is null)
            page.BeginArtifact(isPagination: true);
        else
            page.BeginMarked(element.Tag, structure.Mark(element, PageAtWork));
        foreach (var line in lines)
            page.Text(line.Signs, line.X, line.Baseline, line.Type);
        page.End();
    }

    private void Write(string tag, string text, TypeStyle type, Align align)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        var element = structure.Open(tag, structure.Document);
        var fromRight = Bidi.ReadsFromRight(text);
        foreach (var line in LineBreaker.Break(text, type.Bold, Width * 1000 / type.Size))
        {
            Ensure(type.LineHeight);
            var placed = PlacedLine.At(line, type, (Left, Width), align, fromRight);
            Draw(element, [placed with { Baseline = Top + type.Size }]);
            Top += type.LineHeight;
        }

        Top += type.Size * 0.6;
        structure.Close(element);
    }

    private byte[] FootOf(int number)
    {
        var page = new Canvas(settings.Size, fonts);
        page.BeginArtifact(isPagination: true);
        var baseline = settings.Size.Height - (settings.Margin / 2);
        if (settings.Footer is { } footer)
            Line(footer, Align.Start);
        if (settings.PageNumbers)
            Line(string.Create(CultureInfo.InvariantCulture, $"{number} / {pages.Count}"), Align.End);
        page.End();
        return page.ToBytes();

        void Line(string text, Align align)
        {
            var placed = PlacedLine.At(LineBreaker.Break(text, bold: false, Width * 0.8 * 1000 / FootSize)[0], Foot, (Left, Width), align, fromRight: false);
            page.Text(placed.Signs, placed.X, baseline, Foot);
        }
    }

    private int Catalog()
    {
        var language = new LanguageTag(settings.Language).Tag;
        var metadata = objects.AddStream(Encoding.UTF8.GetBytes(Metadata(language)), "/Type/Metadata/Subtype/XML");
        return objects.Add($"<</Type/Catalog/Pages {Pdf(pageTree)}/Lang({language})/MarkInfo<</Marked true>>/StructTreeRoot {Pdf(structure.Finish())}"
            + $"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {Pdf(metadata)}>>");
    }

    private string Metadata(string language) => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(settings.Title)}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
        </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """;

    private static string Pdf(int number) => Writing.Pdf.Reference(number);
}
