using System.Globalization;
using System.Text;
using BookingPlatform.Kernel.Pdf.Fonts;
using BookingPlatform.Kernel.Pdf.Text;

namespace BookingPlatform.Kernel.Pdf.Writing;

/// <summary>
/// One face as a document uses it. Each pair of glyph and text has a code of its own, so that several characters without a glyph all show the empty box
/// and still each give their own text back.
/// </summary>
internal sealed class FontUse(Face face, string name, int number)
{
    private const int MostInList = 100;
    private readonly Dictionary<(ushort Glyph, string Text), ushort> codes = [];
    private readonly List<Sign> signs = [];
    private readonly List<ushort> glyphs = [];
    private readonly Subset subset = new(face);

    public Face Face => face;

    /// <summary>Name in the page's resources.</summary>
    public string Name => name;

    public int Number => number;

    public ushort CodeOf(Sign sign)
    {
        if (codes.TryGetValue((sign.Glyph, sign.Text), out var code))
            return code;
        code = (ushort)(signs.Count + 1);
        codes.Add((sign.Glyph, sign.Text), code);
        signs.Add(sign);
        glyphs.Add(subset.Keep(sign.Glyph));
        return code;
    }

    public void WriteTo(ObjectWriter objects)
    {
        var font = subset.Write();
        var file = objects.AddStream(font, string.Create(CultureInfo.InvariantCulture, $"/Length1 {font.Length}"));
        var full = $"{Tag()}+{face.Name}";
        var descriptor = objects.Add($"<</Type/FontDescriptor/FontName/{full}/Flags 4/FontBBox[{string.Join(' ', face.Box.Select(Pdf.Number))}]/ItalicAngle 0"
            + $"/Ascent {Pdf.Number(face.Ascent)}/Descent {Pdf.Number(face.Descent)}/CapHeight {Pdf.Number(face.Ascent * 0.75)}/StemV 80/FontFile2 {Pdf.Reference(file)}>>");
        var places = objects.AddStream(GlyphsByCode());
        var widths = string.Join(' ', signs.Select(sign => Pdf.Number(sign.Width)));
        var descendant = objects.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{full}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {Pdf.Reference(descriptor)}/CIDToGIDMap {Pdf.Reference(places)}/DW 1000/W[1[{widths}]]>>");
        var texts = objects.AddStream(Encoding.ASCII.GetBytes(TextsByCode()));
        objects.Put(number, $"<</Type/Font/Subtype/Type0/BaseFont/{full}/Encoding/Identity-H/DescendantFonts[{Pdf.Reference(descendant)}]/ToUnicode {Pdf.Reference(texts)}>>");
    }

    /// <summary>Six letters that tell subsets apart (9.6.4); the same for the same document.</summary>
    private string Tag() => $"AAAA{(char)('A' + (number / 26 % 26))}{(char)('A' + (number % 26))}";

    private byte[] GlyphsByCode()
    {
        var map = new BigEndian().Short(0);
        foreach (var glyph in glyphs)
            map.Short(glyph);
        return map.ToArray();
    }

    private string TextsByCode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        var code = 0;
        foreach (var part in signs.Chunk(MostInList))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var sign in part)
                map.Append(CultureInfo.InvariantCulture, $"<{++code:X4}> <{Pdf.Utf16(sign.Text)}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}

/// <summary>The faces a document uses, in the order of their first use.</summary>
internal sealed class FontUses(ObjectWriter objects)
{
    private readonly Dictionary<Face, FontUse> uses = [];

    public FontUse Of(Face face)
    {
        if (!uses.TryGetValue(face, out var use))
            uses[face] = use = new FontUse(face, string.Create(CultureInfo.InvariantCulture, $"F{uses.Count}"), objects.Reserve());
        return use;
    }

    /// <summary>The dictionary of resources that all pages share.</summary>
    public void WriteTo(int resources)
    {
        foreach (var use in uses.Values)
            use.WriteTo(objects);
        objects.Put(resources, $"<</Font<<{string.Concat(uses.Values.Select(use => $"/{use.Name} {Pdf.Reference(use.Number)}"))}>>>>");
    }
}
