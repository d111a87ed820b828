using System.Globalization;
using System.Text;
using BookingPlatform.Kernel.Pdf.Fonts;

namespace BookingPlatform.Kernel.Pdf.Text;

/// <summary>One sign on paper: the glyph of a face, and the characters it stands for, so that copying and reading aloud give the text back.</summary>
/// <param name="Face">Where the glyph is from.</param>
/// <param name="Glyph">0 is the empty box of a character that no face has.</param>
/// <param name="Text">What it stands for.</param>
/// <param name="Width">Thousandths of the type size.</param>
internal readonly record struct Sign(Face Face, ushort Glyph, string Text, double Width);

/// <summary>
/// Turns a line of text into signs from left to right. Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, Chinese, Japanese, Korean and what else
/// needs no more than one glyph per character come out as they should; Indic letters stand side by side without their ligatures.
/// </summary>
internal static class Shaper
{
    private static readonly Dictionary<int, int> Mirrored = new()
    {
        ['('] = ')',
        [')'] = '(',
        ['['] = ']',
        [']'] = '[',
        ['{'] = '}',
        ['}'] = '{',
        ['<'] = '>',
        ['>'] = '<',
        ['«'] = '»',
        ['»'] = '«',
        ['‹'] = '›',
        ['›'] = '‹',
    };

    public static double Width(string text, bool bold) => Shape(text, bold, fromRight: false).Sum(sign => sign.Width);

    /// <param name="line">One line, no line breaks.</param>
    /// <param name="bold">The weight, where the script has two.</param>
    /// <param name="fromRight">The paragraph's direction.</param>
    public static IReadOnlyList<Sign> Shape(string line, bool bold, bool fromRight)
    {
        var joined = ArabicForms.Join(Readable(line));
        var levels = Bidi.Levels(joined.Select(sign => sign.Shown).ToList(), fromRight);
        var signs = new List<Sign>(joined.Count);
        // Turned round, a mark stands before its letter: so Hebrew and Arabic faces draw it, over what comes.
        foreach (var place in Bidi.Order(levels))
            signs.Add(SignOf(joined[place], levels[place], bold, signs));
        return signs;
    }

    /// <summary>Composed, so that an accent stands where the type designer put it; without marks that only steer other programs.</summary>
    private static List<Rune> Readable(string line) => line.Normalize(NormalizationForm.FormC).EnumerateRunes()
        .Select(rune => Rune.IsWhiteSpace(rune) && rune.Value is not (0x00A0 or 0x202F) ? new Rune(' ') : rune)
        .Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) || rune.Value == 0x200C)
        .ToList();

    private static Sign SignOf(ArabicForms.Sign sign, int level, bool bold, List<Sign> before)
    {
        var shown = level % 2 == 1 && Mirrored.TryGetValue(sign.Shown.Value, out var mirrored) ? new Rune(mirrored) : sign.Shown;
        var face = IsMark(shown) && before.Count > 0 && before[^1].Face.Has(shown) ? before[^1].Face : ShippedFonts.For(shown, bold);
        var glyph = face.GlyphOf(shown);
        if (shown.Value == 0x200C)
            return new Sign(face, face.GlyphOf(new Rune(' ')), sign.Text, 0);
        return new Sign(face, glyph, sign.Text, IsMark(shown) ? 0 : face.Width(glyph));
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
