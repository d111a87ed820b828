using System.Globalization;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.NoShow.Reports;

/// <summary>As many days before a policy began as since.</summary>
internal readonly record struct PolicyWindow(DateOnly From, DateOnly Since, DateOnly To, int Days)
{
    private const int Most = 365;

    public static PolicyWindow? Of(DateOnly? since, DateOnly today) => since is { } began && began <= today && Math.Min(Most, today.DayNumber - began.DayNumber + 1) is var days
        ? new(began.AddDays(-days), began, began.AddDays(days - 1), days)
        : null;
}

/// <summary>Counts who came and who did not.</summary>
internal sealed class Attendance(Business business, IReadOnlyList<LoggedBooking> bookings, IReadOnlySet<Guid> missed)
{
    private readonly List<(LoggedBooking Booking, DateOnly Day, bool Missed)> _known = bookings
        .Where(booking => missed.Contains(booking.Id) || booking.Status is BookingStatus.Arrived or BookingStatus.Done)
        .Select(booking => (booking, business.Day(booking.StartsAtUtc), missed.Contains(booking.Id))).ToList();

    public ReportRow Total(DateOnly from, DateOnly to) => Row("All", In(from, to));

    public IReadOnlyList<ReportRow> By(ReportRange range)
    {
        var rows = In(range.From, range.To).GroupBy(one => GroupOf(one.Booking, range.By)).Select(group => Row(group.Key, group));
        return (range.By == ReportRange.Hour ? rows.OrderBy(row => row.Group, StringComparer.Ordinal) : rows.OrderByDescending(row => row.Missed).ThenBy(row => row.Group, StringComparer.Ordinal)).ToList();
    }

    public PolicyEffect Compare(PolicyWindow window) =>
        new(window.Since, window.Days, Row("Before", In(window.From, window.Since.AddDays(-1))), Row("After", In(window.Since, window.To)));

    private IEnumerable<(LoggedBooking Booking, DateOnly Day, bool Missed)> In(DateOnly from, DateOnly to) => _known.Where(one => one.Day >= from && one.Day <= to);

    private string GroupOf(LoggedBooking booking, string by) => by switch
    {
        ReportRange.Hour => string.Create(CultureInfo.InvariantCulture, $"{business.TimeOfDay(booking.StartsAtUtc).Hour:00}:00"),
        ReportRange.Channel => booking.Path switch
        {
            BookingPath.Online => "Online, by the guest",
            BookingPath.Itinerary => "Desk, for an itinerary",
            BookingPath.Validated => "Desk, for a known customer",
            _ => "Desk, typed in",
        },
        _ => booking.Service,
    };

    private static ReportRow Row(string group, IEnumerable<(LoggedBooking Booking, DateOnly Day, bool Missed)> known)
    {
        var all = known.ToList();
        var lost = all.Where(one => one.Missed).GroupBy(one => one.Booking.Price.Currency, one => one.Booking.Price.AmountMinor)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(currency => new Money(currency.Sum(), currency.Key)).ToList();
        return new(group, all.Count, all.Count(one => one.Missed), lost);
    }
}
