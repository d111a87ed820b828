using System.Globalization;
using System.Text.RegularExpressions;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>Understands the times people and programs ask for: ISO 8601 with an offset, or without one on the business's wall clock.</summary>
internal static partial class RequestedTime
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    public static Answer<DateTime> Read(string? text, Business business, string field = "startsAt")
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return Refusal.Invalid(field, "Say when it starts.");
        var read = HasOffset().IsMatch(trimmed) ? ReadInstant(trimmed, field) : ReadLocal(trimmed, business, field);
        return read.Is(out var instant, out var refusal) && instant.Ticks % TimeSpan.TicksPerMinute != 0
            ? Refusal.Invalid(field, "Times are to the minute.")
            : refusal is null ? instant : refusal;
    }

    private static Answer<DateTime> ReadInstant(string text, string field) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.UtcDateTime : NotATime(field);

    private static Answer<DateTime> ReadLocal(string text, Business business, string field)
    {
        if (!DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 1900 or > 9990)
            return NotATime(field);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return business.IsSkipped(day, time)
            ? Refusal.Invalid(field, $"Clocks go forward then: there is no {time:HH:mm} on {day:yyyy-MM-dd} in {business.TimeZone}.", "no-such-time")
            : business.Utc(day, time);
    }

    private static Refusal NotATime(string field) => Refusal.Invalid(field, "Give the time as in 2026-05-31T15:30, with or without an offset such as +02:00.");

    [GeneratedRegex(@"\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex HasOffset();
}
