using System.Globalization;

namespace BookingPlatform.Kernel.Pdf.Writing;

/// <summary>
/// The tree that says what is a heading, a paragraph, a table (ISO 32000-1, 14.7 and 14.8). An element is written as soon as it is closed,
/// so only the open ones and the numbers of their children are held.
/// </summary>
internal sealed class Structure(ObjectWriter objects, LanguageTag language)
{
    private readonly List<(int Page, int Parents)> parentsByPage = [];
    private readonly List<int> marksOfPage = [];
    private readonly int root = objects.Reserve();
    private Element? document;

    public Element Document => document ??= new Element(objects.Reserve(), "Document", root);

    public Element Open(string tag, Element parent)
    {
        var element = new Element(objects.Reserve(), tag, parent.Number);
        parent.Kids.Add(Pdf.Reference(element.Number));
        return element;
    }

    /// <summary>The next mark on the page at work, which now belongs to the element.</summary>
    public int Mark(Element element, int page)
    {
        element.Kids.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/MCR/Pg {page} 0 R/MCID {marksOfPage.Count}>>"));
        marksOfPage.Add(element.Number);
        return marksOfPage.Count - 1;
    }

    public void Close(Element element) =>
        objects.Put(element.Number, $"<</Type/StructElem/S/{element.Tag}/P {Pdf.Reference(element.Parent)}{element.Attributes}/K[{string.Join(' ', element.Kids)}]>>");

    /// <summary>Writes whose marks are on the page, and says under which key.</summary>
    public int EndPage()
    {
        parentsByPage.Add((parentsByPage.Count, objects.Add($"[{Pdf.References(marksOfPage)}]")));
        marksOfPage.Clear();
        return parentsByPage.Count - 1;
    }

    /// <summary>Writes what is left and returns the number of the root.</summary>
    public int Finish()
    {
        Document.Attributes = $"/Lang({language.Tag})";
        Close(Document);
        var parents = objects.Add($"<</Nums[{string.Join(' ', parentsByPage.Select(page => $"{page.Page.ToString(CultureInfo.InvariantCulture)} {Pdf.Reference(page.Parents)}"))}]>>");
        return objects.Put(root, $"<</Type/StructTreeRoot/K[{Pdf.Reference(Document.Number)}]/ParentTree {Pdf.Reference(parents)}/ParentTreeNextKey {parentsByPage.Count.ToString(CultureInfo.InvariantCulture)}>>");
    }

    internal sealed class Element(int number, string tag, int parent)
    {
        public int Number => number;

        public string Tag => tag;

        public int Parent => parent;

        public string Attributes { get; set; } = "";

        public List<string> Kids { get; } = [];
    }
}

/// <summary>A language tag that is safe to write: letters, digits and hyphens (RFC 5646), nothing else.</summary>
internal sealed record LanguageTag(string Given)
{
    public string Tag => Given.Length > 0 && Given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? Given : "en";
}
