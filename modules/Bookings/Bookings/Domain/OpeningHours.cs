using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Domain;

/// <summary>From when until when on one day of the week, in minutes after local midnight; <paramref name="Until"/> may be 1440.</summary>
internal readonly record struct OpenSpan(DayOfWeek Day, int From, int Until)
{
    public const int MinutesOfDay = 24 * 60;

    public bool IsPossible => From >= 0 && From < Until && Until <= MinutesOfDay;
}

/// <summary>Weekly opening hours on the business's wall clock. No span at all means always open. Hours past midnight are two spans that touch.</summary>
internal sealed class OpeningHours(IEnumerable<OpenSpan> spans)
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static OpeningHours Always { get; } = new([]);

    public IReadOnlyList<OpenSpan> Spans { get; } = spans.OrderBy(span => span.Day).ThenBy(span => span.From).ToList();

    public bool IsOpen(Business business, Interval time)
    {
        if (Spans.Count == 0)
            return true;
        return Between(business, business.Day(time.From).AddDays(-1), business.Day(time.Until).AddDays(1)).Any(open => open.Contains(time));
    }

    /// <summary>The open stretches of these local days, both included, with clock changes taken into account.</summary>
    public IReadOnlyList<Interval> Between(Business business, DateOnly first, DateOnly last)
    {
        if (Spans.Count == 0)
            return [new(business.StartOfDay(first), business.StartOfDay(last.AddDays(1)))];
        var open = new List<Interval>();
        for (var day = first; day <= last; day = day.AddDays(1))
            open.AddRange(Spans.Where(span => span.Day == day.DayOfWeek).Select(span => new Interval(At(business, day, span.From), At(business, day, span.Until))));
        // In the hour that clocks skip a span can shrink to nothing.
        return Interval.Merge(open.Where(interval => interval.From < interval.Until));
    }

    private static DateTime At(Business business, DateOnly day, int minute) => minute == OpenSpan.MinutesOfDay
        ? business.StartOfDay(day.AddDays(1))
        : business.Utc(day, TimeOnly.MinValue.AddMinutes(minute));

    /// <summary>As stored: <c>Mon 540-750;Mon 810-1080</c>.</summary>
    public override string ToString() =>
        string.Join(';', Spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{Days[(int)span.Day]} {span.From}-{span.Until}")));

    public static OpeningHours Parse(string text) => text.Length == 0 ? Always : new(text.Split(';').Select(ParseSpan));

    private static OpenSpan ParseSpan(string text)
    {
        var times = text[4..].Split('-');
        return new((DayOfWeek)Array.IndexOf(Days, text[..3]), int.Parse(times[0], CultureInfo.InvariantCulture), int.Parse(times[1], CultureInfo.InvariantCulture));
    }
}
