using System.Globalization;
using System.Text;

namespace BookingPlatform.Kernel.Pdf.Text;

/// <summary>
/// Breaks a paragraph into lines: at spaces, between Chinese and Japanese characters, behind hyphens, and inside a word only when it is wider than the line.
/// </summary>
internal static class LineBreaker
{
    /// <param name="text">May have line breaks of its own; each is kept.</param>
    /// <param name="bold">Weight.</param>
    /// <param name="width">What fits, in thousandths of the type size.</param>
    public static IReadOnlyList<string> Break(string text, bool bold, double width) =>
        text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Fill(line, bold, width)).ToList();

    private static IEnumerable<string> Fill(string text, bool bold, double width)
    {
        var (line, used) = (new StringBuilder(), 0.0);
        foreach (var piece in Pieces(text).SelectMany(piece => Narrow(piece, bold, width)))
        {
            var needed = Shaper.Width(piece.TrimEnd(' '), bold);
            if (line.Length > 0 && used + needed > width)
            {
                yield return line.ToString().TrimEnd(' ');
                (line, used) = (new StringBuilder(), 0);
            }

            line.Append(piece);
            used += Shaper.Width(piece, bold);
        }

        yield return line.ToString().TrimEnd(' ');
    }

    /// <summary>Words with the spaces behind them.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayBreak(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
            before = rune;
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (after.Value == ' ')
            return false;
        // A hyphen divides words, never codes and dates.
        if (before.Value is ' ' or 0x2013 || (before.Value == '-' && Rune.IsLower(after)))
            return true;
        return (IsIdeograph(before) || IsIdeograph(after)) && !IsPunctuation(after) && Rune.GetUnicodeCategory(before) is not UnicodeCategory.OpenPunctuation;
    }

    private static bool IsIdeograph(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    private static IEnumerable<string> Narrow(string piece, bool bold, double width)
    {
        if (Shaper.Width(piece.TrimEnd(' '), bold) <= width)
        {
            yield return piece;
            yield break;
        }

        var part = new StringBuilder();
        for (var letters = StringInfo.GetTextElementEnumerator(piece); letters.MoveNext();)
        {
            if (part.Length > 0 && Shaper.Width($"{part}{letters.GetTextElement()}", bold) > width)
            {
                yield return part.ToString();
                part.Clear();
            }

            part.Append(letters.GetTextElement());
        }

        yield return part.ToString();
    }
}
