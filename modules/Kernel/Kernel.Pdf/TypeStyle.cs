namespace BookingPlatform.Kernel.Pdf;

/// <summary>How text looks.</summary>
/// <param name="Size">Type size in points, 4 to 72.</param>
/// <param name="Bold">Heavier; scripts that come in one weight only stay as they are.</param>
/// <param name="Grey">0 is black, 1 white. Above 0.45 small print is hard to read.</param>
public sealed record TypeStyle(double Size = 10, bool Bold = false, double Grey = 0)
{
    /// <summary>10 points, black.</summary>
    public static TypeStyle Body { get; } = new();

    /// <summary>From one baseline to the next, in points.</summary>
    public double LineHeight => Size * 1.4;
}

/// <summary>Where a text stands between the margins.</summary>
public enum Align
{
    /// <summary>At the side where its script begins: left for Latin, right for Arabic and Hebrew.</summary>
    Start,

    /// <summary>At the other side: dates of letters, amounts of money.</summary>
    End,
}

/// <summary>Paper.</summary>
/// <param name="Width">Points (1/72 inch), 100 to 14,400.</param>
/// <param name="Height">Points (1/72 inch), 100 to 14,400.</param>
public sealed record PageSize(double Width, double Height)
{
    private static readonly HashSet<string> LetterCountries = new(StringComparer.OrdinalIgnoreCase) { "US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "NI", "PA", "SV", "DO", "PR" };

    /// <summary>ISO 216, 210 by 297 mm.</summary>
    public static PageSize A4 { get; } = new(595.28, 841.89);

    /// <summary>8.5 by 11 inches.</summary>
    public static PageSize Letter { get; } = new(612, 792);

    /// <summary>What printers there are filled with.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    public static PageSize For(string country) => LetterCountries.Contains(country) ? Letter : A4;
}

/// <summary>What a document is, for readers and for programs that read aloud.</summary>
/// <param name="Title">Shown in the title bar.</param>
/// <param name="Language">BCP 47 tag of its text.</param>
/// <param name="Size">Paper of all pages.</param>
public sealed record PdfSettings(string Title, string Language, PageSize Size)
{
    /// <summary>All four sides, in points; 20 to a third of the width.</summary>
    public double Margin { get; init; } = 56;

    /// <summary>"2 / 5" at the foot of each page.</summary>
    public bool PageNumbers { get; init; } = true;

    /// <summary>One line at the foot of each page, before the number; null for none.</summary>
    public string? Footer { get; init; }
}
