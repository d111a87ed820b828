using System.Globalization;
using System.Text;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// Makes a value safe to stand in a header or in a line of text: no line breaks, no control characters, no marks that turn the reading direction of what follows.
/// Joiners stay, because Persian, Hindi and emoji need them.
/// </summary>
internal static class OneLine
{
    private const int Longest = 400;

    public static string Of(string value)
    {
        var line = new StringBuilder(Math.Min(value.Length, Longest));
        foreach (var rune in value.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > Longest)
                break;
            var kept = Kept(rune);
            if (kept.Value != ' ' || (line.Length > 0 && line[^1] != ' '))
                line.Append(kept);
        }

        return line.ToString().TrimEnd();
    }

    private static Rune Kept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => new Rune(' '),
        UnicodeCategory.Format when rune.Value is not (0x200C or 0x200D) && !IsTag(rune) => new Rune(' '),
        _ => rune,
    };

    /// <summary>Tag characters spell the flags of England, Scotland and Wales.</summary>
    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}
