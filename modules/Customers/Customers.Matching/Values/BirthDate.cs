using System.Globalization;
using BookingPlatform.Customers.Matching.Text;

namespace BookingPlatform.Customers.Matching.Values;

/// <summary>Reads dates as they stand in files, into the digits <c>yyyyMMdd</c>. Impossible ones keep their digits: a typing error still resembles what was meant.</summary>
public static class BirthDate
{
    /// <summary>Two-digit years up to here belong to this century.</summary>
    private const int LastShortYear = 29;

    private static readonly string[] Fillers = ["19000101", "00010101", "99991231", "99999999", "11111111", "00000000", "19000100"];

    private static readonly Dictionary<string, string> Months = ReadMonths();

    /// <summary>Reads one date.</summary>
    /// <param name="text">In any common order, with a month's number or name, with or without a time of day.</param>
    /// <param name="dayFirst">How <c>03/04/1990</c> is meant.</param>
    /// <returns>Mostly eight digits, fewer when the text has fewer; empty when there is no date.</returns>
    public static string Read(string? text, bool dayFirst)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var parts = Parts(WithoutTime(text));
        var date = parts.Count switch
        {
            0 => "",
            1 => Whole(parts[0], dayFirst),
            3 => Three(parts, dayFirst),
            _ => string.Concat(parts),
        };
        return date.Length < 4 || Fillers.Contains(date) ? "" : date;
    }

    /// <summary>What a column's dates say about their order: the first number above twelve decides.</summary>
    /// <param name="texts">Dates of one column.</param>
    /// <returns>True when more of them can only be read day first.</returns>
    public static bool IsDayFirst(IEnumerable<string> texts)
    {
        var balance = 0;
        foreach (var text in texts)
            if (Parts(WithoutTime(text)) is [{ Length: <= 2 } one, { Length: <= 2 } two, _] && int.TryParse(one, out var first) && int.TryParse(two, out var second))
                balance += (first > 12 ? 1 : 0) - (second > 12 ? 1 : 0);
        return balance > 0;
    }

    private static string WithoutTime(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return text;
        var end = text.LastIndexOfAny([' ', 'T', 't'], colon);
        return end > 0 ? text[..end] : text;
    }

    /// <summary>Runs of digits; a month's name counts as its number, other letters as nothing.</summary>
    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsAsciiDigit(text[at]))
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
                parts.Add(text[start..at]);
            }
            else if (char.IsLetter(text[at]))
            {
                while (at < text.Length && char.IsLetter(text[at]))
                    at++;
                if (at - start >= 3 && Months.TryGetValue(Folding.Fold(text[start..at])[..3], out var month))
                    parts.Add(month);
            }
            else
                at++;
        }

        return parts;
    }

    private static string Whole(string digits, bool dayFirst)
    {
        if (digits.Length != 8 || IsYear(digits.AsSpan(0, 4)) || !IsYear(digits.AsSpan(4)))
            return digits;
        return dayFirst ? digits[4..] + digits[2..4] + digits[..2] : digits[4..] + digits[..4];
    }

    private static bool IsYear(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture) is > 1500 and < 2100;

    private static string Three(List<string> parts, bool dayFirst)
    {
        if (parts[0].Length >= 3)
            return parts[0] + Two(parts[1]) + Two(parts[2]);
        var (day, month) = (Two(parts[0]), Two(parts[1]));
        if (!dayFirst && string.CompareOrdinal(month, "12") <= 0 && string.CompareOrdinal(day, "12") <= 0 || string.CompareOrdinal(month, "12") > 0)
            (day, month) = (month, day);
        return Year(parts[2]) + month + day;
    }

    private static string Two(string digits) => digits.Length == 1 ? $"0{digits}" : digits;

    private static string Year(string digits) => digits.Length != 2 ? digits : (int.Parse(digits, CultureInfo.InvariantCulture) <= LastShortYear ? "20" : "19") + digits;

    private static Dictionary<string, string> ReadMonths()
    {
        var months = new Dictionary<string, string>();
        string[] all = ["jan ene gen sty", "feb fev lut", "mar maz mrt", "apr avr abr kwi", "may mai mag maj mei", "jun giu cze", "jul lug lip", "aug aou ago sie", "sep set wrz", "oct okt ott out paz", "nov lis", "dec dez dic gru"];
        for (var month = 0; month < all.Length; month++)
            foreach (var name in all[month].Split(' '))
                months[name] = (month + 1).ToString("00", CultureInfo.InvariantCulture);
        return months;
    }
}
