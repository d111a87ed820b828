using System.Globalization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>Reads <c>from</c> and <c>to</c> of lists: local days, both included, as in <c>2026-05-31</c>; or instants, the second not included.</summary>
internal static class Period
{
    public static Answer<Interval> Read(string? from, string? to, Business business)
    {
        if (!ReadEdge(from, "from", DateTime.MinValue, 0, business).Is(out var first, out var refusal))
            return refusal;
        if (!ReadEdge(to, "to", DateTime.MaxValue, 1, business).Is(out var last, out refusal))
            return refusal;
        return first < last
            ? new Interval(DateTime.SpecifyKind(first, DateTimeKind.Utc), DateTime.SpecifyKind(last, DateTimeKind.Utc))
            : Refusal.Invalid("to", "The end must lie after the start.");
    }

    private static Answer<DateTime> ReadEdge(string? text, string field, DateTime open, int daysAfter, Business business)
    {
        if (string.IsNullOrWhiteSpace(text))
            return open;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9990)
            return new DayRange(day, day).In(business) is var whole && daysAfter == 0 ? whole.From : whole.Until;
        return RequestedTime.Read(text, business, field);
    }
}
