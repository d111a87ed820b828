using System.Globalization;
using System.Text;

namespace BookingPlatform.Customers.Search;

/// <summary>
/// Turns text of any script into the words that searching compares: compatibility forms and case folded, diacritics off,
/// groups of digits joined ("912 345 678" is one word). Typing "muller" finds "Müller", "ΣΩΚΡΑΤΗΣ" finds "Σωκράτης".
/// </summary>
internal static class Words
{
    public const int LongestSortKey = 200;
    private const int MostWords = 8;

    /// <summary>Letters that Unicode does not take apart, and that people type without their stroke.</summary>
    private static readonly Dictionary<char, string> Unstroked = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ı'] = "i",
        ['ς'] = "σ",
    };

    /// <summary>The words in their order, at most eight.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (IsPartOfWord(rune))
                word.Append(rune);
            else if (!IsApostrophe(rune))
                Close(word, words);
        }

        Close(word, words);
        return words.Count <= MostWords ? words : words[..MostWords];
    }

    /// <summary>"last first", for the order of the address book.</summary>
    public static string SortKey(string firstName, string lastName) =>
        Cut(string.Join(' ', Of(lastName).Concat(Of(firstName))), LongestSortKey);

    /// <summary>The text, or as much of it as fits without splitting a character.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>Whether the text is written without spaces between words, as names in Chinese, Japanese and Korean are.</summary>
    public static bool IsUnspaced(string text) => text.Any(sign => sign is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3'));

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var sign in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (IsDiacritic(sign))
                continue;
            if (Unstroked.TryGetValue(sign, out var plain))
                folded.Append(plain);
            else
                folded.Append(sign);
        }

        return folded.ToString();
    }

    /// <summary>Accents, Hebrew points and Arabic vowel signs are left out by people who type; vowel signs of Indic scripts and Thai are not.</summary>
    private static bool IsDiacritic(char sign) => sign is (>= '\u0300' and <= '\u036F') or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF')
        or (>= '\u0591' and <= '\u05C7') or (>= '\u0610' and <= '\u061A') or (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640';

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol or UnicodeCategory.LetterNumber;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019' or '\u02BC' or '\u05F3' or '\u200C' or '\u200D';

    private static void Close(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
            return;
        var text = word.ToString();
        word.Clear();
        if (!IsNumber(text))
            words.Add(text);
        else if (words.Count > 0 && IsNumber(words[^1]))
            words[^1] += text;
        else if (text.TrimStart('0') is { Length: > 0 } number)
            words.Add(number);
    }

    private static bool IsNumber(string word) => word.All(char.IsAsciiDigit);
}
