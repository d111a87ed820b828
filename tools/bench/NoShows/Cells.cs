using System.Globalization;

namespace BookingPlatform.Bench.NoShows;

/// <summary>What a cell means.</summary>
internal static class Cells
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "1", "yes", "y", "true", "t", "no-show", "noshow", "no show", "missed", "absent", "canceled", "cancelled", "did not come", "1.0",
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "no", "n", "false", "f", "show", "show-up", "came", "kept", "arrived", "done", "completed", "check-out", "checked-out", "not_canceled", "not canceled", "not_cancelled", "0.0",
    };

    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("de-DE")];

    public static bool? Flag(string cell) => Yes.Contains(cell) ? true : No.Contains(cell) ? false : null;

    public static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static int? Count(string cell) => Number(cell) is >= 0 and < 1e9 and var number ? (int)number : null;

    /// <summary>A way to read the dates of a column: month first unless that fails where day first does not.</summary>
    public static Func<string, DateTime?> DatesOf(IReadOnlyList<string[]> rows, int column)
    {
        var sample = rows.Take(5000).Select(row => row[column]).ToList();
        var culture = Cultures.MaxBy(culture => sample.Count(cell => Date(cell, culture) is not null))!;
        return cell => Date(cell, culture);
    }

    public static int? Month(string cell) =>
        Count(cell) is >= 1 and <= 12 and var number ? number
        : DateTime.TryParseExact(cell, ["MMMM", "MMM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.Month : null;

    private static DateTime? Date(string cell, CultureInfo culture) =>
        cell.Length >= 6 && DateTime.TryParse(cell, culture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
}
