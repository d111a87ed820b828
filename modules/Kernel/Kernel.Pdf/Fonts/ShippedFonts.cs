using System.Text;

namespace BookingPlatform.Kernel.Pdf.Fonts;

/// <summary>The typefaces in the folder <c>fonts</c> beside the program, so that a PDF is the same on every machine. Read once, when first needed.</summary>
internal static class ShippedFonts
{
    private static readonly Lazy<Face> Regular = Load("DejaVuSans.ttf", "DejaVuSans");
    private static readonly Lazy<Face> Bold = Load("DejaVuSans-Bold.ttf", "DejaVuSans-Bold");

    /// <summary>For what DejaVu does not have. Japanese last: of characters that Chinese has too it knows the other form.</summary>
    private static readonly Lazy<Face>[] OtherScripts =
    [
        Load("noto-sans-thai-thai-400-normal.woff", "NotoSansThai"),
        Load("noto-sans-devanagari-devanagari-400-normal.woff", "NotoSansDevanagari"),
        Load("noto-sans-kr-korean-400-normal.woff", "NotoSansKR"),
        Load("noto-sans-sc-chinese-simplified-400-normal.woff", "NotoSansSC"),
        Load("noto-sans-jp-japanese-400-normal.woff", "NotoSansJP"),
    ];

    /// <summary>The face of the text itself.</summary>
    public static Face Main(bool bold) => bold ? Bold.Value : Regular.Value;

    /// <summary>The first face that has the character; the face of the text, with an empty box, when none has.</summary>
    public static Face For(Rune rune, bool bold)
    {
        var main = Main(bold);
        if (main.Has(rune))
            return main;
        if (Regular.Value.Has(rune))
            return Regular.Value;
        return OtherScripts.FirstOrDefault(other => other.Value.Has(rune))?.Value ?? main;
    }

    private static Lazy<Face> Load(string file, string name) => new(() => new Face(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", file))));
}
