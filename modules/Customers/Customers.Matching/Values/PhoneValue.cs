using System.Text;

namespace BookingPlatform.Customers.Matching.Values;

/// <summary>
/// Telephone numbers as digits without international and trunk prefix. Numbers that are written with and without their country end alike,
/// and are compared by that end (ITU-T E.164 allows fifteen digits).
/// </summary>
public static class PhoneValue
{
    /// <summary>Fewer digits are an extension or a mistake.</summary>
    private const int Shortest = 6;

    /// <summary>So many last digits are one line's in practice.</summary>
    internal const int Tail = 7;

    /// <summary>The digits that count.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>Empty when it is no number or a made-up one.</returns>
    public static string Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var digits = new StringBuilder(16);
        foreach (var sign in text.Replace("(0)", "", StringComparison.Ordinal))
            if (char.IsDigit(sign))
                digits.Append((char)('0' + (int)char.GetNumericValue(sign)));
            else if (char.IsLetter(sign) && digits.Length >= Shortest)
                break;
        var number = digits.ToString().TrimStart('0');
        return number.Length < Shortest || IsMadeUp(number) ? "" : number;
    }

    /// <summary>Whether the longer ends with the shorter: the same line with and without country or area.</summary>
    internal static bool IsSameLine(string one, string other)
    {
        var (longer, shorter) = one.Length >= other.Length ? (one, other) : (other, one);
        if (shorter.Length >= Tail && longer.EndsWith(shorter, StringComparison.Ordinal))
            return true;
        // "+39 0352 …": the zero of the area code stays behind the country's code.
        return shorter.Length >= Tail + 1 && longer.Length > shorter.Length && longer.Contains($"0{shorter}", StringComparison.Ordinal) && longer.EndsWith(shorter, StringComparison.Ordinal);
    }

    internal static string TailOf(string number) => number.Length <= Tail ? number : number[^Tail..];

    private static bool IsMadeUp(string number) =>
        number.AsSpan(1).TrimEnd(number[^1]).Length <= 1 || "12345678901234567890".Contains(number, StringComparison.Ordinal) || "9876543210".Contains(number, StringComparison.Ordinal);
}
