using System.Globalization;
using System.Text;

namespace BookingPlatform.Kernel.Pdf.Text;

/// <summary>What a character says about reading direction (UAX #9, table 4), without the explicit marks, which never reach a line here.</summary>
internal enum BidiClass
{
    Left,
    Right,
    ArabicLetter,
    Number,
    ArabicNumber,
    NumberSign,
    NumberTerminator,
    NumberSeparator,
    Mark,
    Neutral,
}

internal static class BidiClasses
{
    public static BidiClass Of(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        return rune.Value switch
        {
            >= '0' and <= '9' or >= 0x06F0 and <= 0x06F9 => BidiClass.Number,
            '+' or '-' or 0x2212 => BidiClass.NumberSign,
            ',' or '.' or '/' or ':' or 0x00A0 or 0x060C or 0x202F => BidiClass.NumberSeparator,
            '#' or '%' or 0x00B0 or 0x066A => BidiClass.NumberTerminator,
            >= 0x0660 and <= 0x0669 or 0x066B or 0x066C => BidiClass.ArabicNumber,
            _ when category is UnicodeCategory.CurrencySymbol => BidiClass.NumberTerminator,
            _ when category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.Mark,
            _ when IsNeutral(category) => BidiClass.Neutral,
            >= 0x0600 and <= 0x07BF or >= 0x0860 and <= 0x08FF or >= 0xFB50 and <= 0xFDFF or >= 0xFE70 and <= 0xFEFF => BidiClass.ArabicLetter,
            >= 0x0590 and <= 0x085F or >= 0xFB1D and <= 0xFB4F or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF => BidiClass.Right,
            _ => BidiClass.Left,
        };
    }

    private static bool IsNeutral(UnicodeCategory category) => category switch
    {
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        >= UnicodeCategory.Control and <= UnicodeCategory.Surrogate => true,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol => true,
        _ => false,
    };
}
