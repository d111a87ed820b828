using System.Globalization;
using BookingPlatform.Kernel;

namespace BookingPlatform.NoShow.Reports;

/// <summary>Local days, both included, and what the rows are.</summary>
internal sealed record ReportRange(DateOnly From, DateOnly To, string By)
{
    public const string Service = "service";
    public const string Channel = "channel";
    public const string Hour = "hour";
    private const int UsualDays = 90;
    private const int MostDays = 1100;

    public static Answer<ReportRange> Read(ReportNoShows.Request request, DateOnly today)
    {
        if (!TryDay(request.To, today, out var to))
            return Refusal.Invalid("to", "Write the last day as 2026-11-21.");
        if (!TryDay(request.From, to.DayNumber < UsualDays ? DateOnly.MinValue : to.AddDays(1 - UsualDays), out var from))
            return Refusal.Invalid("from", "Write the first day as 2026-08-21.");
        if (from > to)
            return Refusal.Invalid("from", "The first day lies after the last.");
        if (to.DayNumber - from.DayNumber > MostDays || from.Year < 2000 || to.Year > 2200)
            return Refusal.Invalid("from", "Choose at most three years.");
        return (string.IsNullOrWhiteSpace(request.By) ? Service : request.By.Trim().ToLowerInvariant()) switch
        {
            (Service or Channel or Hour) and var by => new ReportRange(from, to, by),
            _ => Refusal.Invalid("by", "Ask by service, channel or hour."),
        };
    }

    private static bool TryDay(string? text, DateOnly usual, out DateOnly day)
    {
        day = usual;
        return string.IsNullOrWhiteSpace(text) || DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
