using System.Globalization;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>Understands amounts as people type them anywhere: <c>85</c>, <c>85.00</c>, <c>85,5</c>, <c>1.204,50</c>, <c>12 500</c>.</summary>
internal static class TypedMoney
{
    /// <summary>The amount in minor units; null when it is none, or finer than the currency.</summary>
    public static long? Read(string? typed, string currency)
    {
        var text = new string((typed ?? "").Where(letter => !char.IsWhiteSpace(letter) && letter is not ('\'' or '’')).ToArray());
        var digits = Currencies.MinorDigits(currency);
        var point = Point(text, digits);
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? "" : text[(point + 1)..];
        var plain = string.Concat(whole.Where(letter => letter is not ('.' or ','))) + part.PadRight(digits, '0');
        return part.Length <= digits && plain.Length is > 0 and <= 15 && text.Length > part.Length && plain.All(char.IsAsciiDigit)
            ? long.Parse(plain, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>As the field shows it again: <c>85.00</c>.</summary>
    public static string Write(Money money) => money.ToDecimal().ToString($"F{Currencies.MinorDigits(money.Currency)}", CultureInfo.InvariantCulture);

    /// <summary>The last point or comma, unless it groups thousands: the only kind of sign there, three digits after each, in a currency that has no such fraction.</summary>
    private static int Point(string text, int digits)
    {
        var last = text.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return -1;
        var groups = text.Length - last - 1 == 3 && digits != 3 && text[..last].All(letter => char.IsAsciiDigit(letter) || letter == text[last]);
        return groups ? -1 : last;
    }
}
