using System.Globalization;
using System.Text;

namespace BookingPlatform.Customers.Matching.Text;

/// <summary>Brings text into the form in which it is compared: lower case Latin letters, digits and single spaces (Unicode NFKD without marks, UAX 15).</summary>
public static class Folding
{
    /// <summary>Folds a text.</summary>
    /// <param name="text">Anything, of any script.</param>
    /// <returns>Words parted by one space; empty when nothing that can be compared is left.</returns>
    public static string Fold(string? text) => Fold(text, keep: "");

    /// <summary>As <see cref="Fold(string)"/>, but keeps the given signs.</summary>
    internal static string Fold(string? text, string keep)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (IsFolded(text))
            return text;
        var folded = new StringBuilder(text.Length + 4);
        foreach (var sign in Ascii.IsValid(text) ? text : Decompose(text))
            Append(sign, keep, folded);
        return folded.ToString().Trim(' ');
    }

    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return string.Concat(text.Where(sign => !char.IsSurrogate(sign)));
        }
    }

    private static void Append(char sign, string keep, StringBuilder folded)
    {
        if (char.IsAsciiLetterOrDigit(sign))
            folded.Append(char.ToLowerInvariant(sign));
        else if (keep.Contains(sign, StringComparison.Ordinal))
            folded.Append(sign);
        else if (sign is '\'' or '’' or '`' or '´' || IsMark(sign))
            return;
        else if (sign < 128 || !AppendForeign(sign, folded))
            AppendSpace(folded);
    }

    private static bool AppendForeign(char sign, StringBuilder folded)
    {
        if (sign is >= 'ᄀ' and <= 'ᇿ')
            return AppendJamo(sign, folded);
        if (Transliteration.Append(sign, folded))
            return true;
        if (!char.IsLetterOrDigit(sign))
            return false;
        folded.Append(char.IsDigit(sign) ? (char)('0' + (int)char.GetNumericValue(sign)) : sign);
        return true;
    }

    /// <summary>NFKD takes Hangul apart: the syllable is put together again as soon as its last part is there.</summary>
    private static bool AppendJamo(char sign, StringBuilder folded)
    {
        folded.Append(sign);
        if (sign is >= 'ᅡ' and <= 'ᅵ' && folded.Length > 1 && folded[^2] is >= 'ᄀ' and <= 'ᄒ')
        {
            var syllable = (char)('가' + ((folded[^2] - 'ᄀ') * 21 + (sign - 'ᅡ')) * 28);
            folded.Length -= 2;
            Transliteration.Append(syllable, folded);
        }
        else if (sign is > 'ᆧ' and <= 'ᇂ')
        {
            folded.Length--;
            var bare = new StringBuilder();
            Transliteration.Append((char)('가' + (sign - 'ᆧ')), bare);
            folded.Append(bare, 2, bare.Length - 2);
        }

        return true;
    }

    private static bool IsMark(char sign) =>
        sign >= 128 && CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static void AppendSpace(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
            folded.Append(' ');
    }

    private static bool IsFolded(string text)
    {
        var last = ' ';
        foreach (var sign in text)
        {
            if (!(sign is >= 'a' and <= 'z' or >= '0' and <= '9' || sign == ' ' && last != ' '))
                return false;
            last = sign;
        }

        return last != ' ';
    }
}
