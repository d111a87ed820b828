using System.Buffers.Binary;
using System.Text;

namespace BookingPlatform.Kernel.Pdf.Fonts;

/// <summary>A TrueType face: which characters it has, how wide they are, and a copy of itself with only the glyphs that were used.</summary>
internal sealed class Face
{
    private const int LocaLongFormat = 1;
    private static readonly string[] Hinting = ["cvt ", "fpgm", "prep"];

    private readonly byte[] file;
    private readonly Dictionary<string, (int At, int Length)> tables = [];
    private readonly IReadOnlyDictionary<int, ushort> glyphs;
    private readonly int unitsPerEm;
    private readonly int longMetrics;
    private readonly bool hasLongLoca;

    public Face(string name, byte[] font)
    {
        Name = name;
        file = Woff.IsOne(font) ? Woff.Unpack(font) : font;
        for (var table = 0; table < Short(4); table++)
            tables.Add(Encoding.ASCII.GetString(file, 12 + (16 * table), 4), (Int(20 + (16 * table)), Int(24 + (16 * table))));
        var head = tables["head"].At;
        unitsPerEm = Short(head + 18);
        hasLongLoca = Short(head + 50) == LocaLongFormat;
        Box = Enumerable.Range(0, 4).Select(side => Scale(Signed(head + 36 + (2 * side)))).ToArray();
        var hhea = tables["hhea"].At;
        (Ascent, Descent) = (Scale(Signed(hhea + 4)), Scale(Signed(hhea + 6)));
        longMetrics = Short(hhea + 34);
        glyphs = CharacterMap.Read(file.AsSpan(tables["cmap"].At, tables["cmap"].Length));
    }

    /// <summary>PostScript name.</summary>
    public string Name { get; }

    /// <summary>Thousandths of the type size; so are all measures here.</summary>
    public double Ascent { get; }

    public double Descent { get; }

    /// <summary>Left, bottom, right, top of all glyphs.</summary>
    public double[] Box { get; }

    public bool Has(Rune rune) => glyphs.ContainsKey(rune.Value);

    /// <summary>0, the empty box, for a character the face does not have.</summary>
    public ushort GlyphOf(Rune rune) => glyphs.GetValueOrDefault(rune.Value);

    public double Width(ushort glyph) => Scale(Short(tables["hmtx"].At + (4 * Math.Min(glyph, longMetrics - 1))));

    /// <summary>The outline of one glyph as stored; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = tables["loca"].At;
        var (from, until) = hasLongLoca
            ? (Int(loca + (4 * glyph)), Int(loca + (4 * glyph) + 4))
            : (2 * Short(loca + (2 * glyph)), 2 * Short(loca + (2 * glyph) + 2));
        return file.AsSpan(tables["glyf"].At + from, until - from);
    }

    /// <summary>Advance width and left side bearing of one glyph, in units of the face.</summary>
    public (int Advance, int Bearing) Metrics(int glyph)
    {
        var hmtx = tables["hmtx"].At;
        return glyph < longMetrics
            ? (Short(hmtx + (4 * glyph)), Signed(hmtx + (4 * glyph) + 2))
            : (Short(hmtx + (4 * (longMetrics - 1))), Signed(hmtx + (4 * longMetrics) + (2 * (glyph - longMetrics))));
    }

    public byte[] Table(string tag) => file.AsSpan(tables[tag].At, tables[tag].Length).ToArray();

    /// <summary>The tables with instructions that outlines may call, as far as the face has them.</summary>
    public IEnumerable<string> HintingTables => Hinting.Where(tables.ContainsKey);

    private double Scale(int units) => units * 1000.0 / unitsPerEm;

    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int Signed(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
}
