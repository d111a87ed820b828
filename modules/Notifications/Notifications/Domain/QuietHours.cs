using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Hours of the business's day in which nothing goes out by itself: 22:00 to 08:00, or any others. They may pass midnight.</summary>
/// <param name="FromMinute">Minute of the day they begin.</param>
/// <param name="UntilMinute">Minute of the day they end; another than <paramref name="FromMinute"/>.</param>
internal sealed record QuietHours(int FromMinute, int UntilMinute)
{
    /// <summary>When they end; null outside of them.</summary>
    public DateTime? EndAfter(DateTime now, Business business)
    {
        var (day, minute) = (business.Day(now), MinuteOf(business.TimeOfDay(now)));
        var passesMidnight = FromMinute > UntilMinute;
        var isQuiet = passesMidnight ? minute >= FromMinute || minute < UntilMinute : minute >= FromMinute && minute < UntilMinute;
        if (!isQuiet)
            return null;
        var endsOn = passesMidnight && minute >= FromMinute ? day.AddDays(1) : day;
        return business.Utc(endsOn, TimeOnly.MinValue.AddMinutes(UntilMinute));
    }

    public static string Show(int minute) => TimeOnly.MinValue.AddMinutes(minute).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A whole day long is no time to be quiet for, so the ends differ.</summary>
    public static QuietHours? Read(string? from, string? until) =>
        Minute(from) is { } first && Minute(until) is { } last && first != last ? new QuietHours(first, last) : null;

    private static int? Minute(string? time) =>
        TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? MinuteOf(read) : null;

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;
}
