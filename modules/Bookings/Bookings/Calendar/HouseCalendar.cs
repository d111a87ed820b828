using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>Closed then, and why. No resource means everything is.</summary>
internal sealed record ClosedTime(Guid? ResourceId, Interval Time, string Reason);

/// <summary>Other hours on a date. No resource means everybody who has weekly hours.</summary>
internal sealed record SpecialHours(Guid? ResourceId, DateOnly Day, DayHours Hours);

/// <summary>
/// When somebody or something is open: hours of the date before hours of the weekday, a resource's own before the business's, and closures before all.
/// What is always open, as rooms for the night are, keeps that when the business sets other hours on a date; only a closure or hours of its own end it.
/// </summary>
internal sealed record HouseCalendar(IReadOnlyList<ClosedTime> Closures, IReadOnlyList<SpecialHours> Special)
{
    public static HouseCalendar Usual { get; } = new([], []);

    /// <summary>The open stretches of these local days, both included.</summary>
    public IReadOnlyList<Interval> Open(Business business, Resource resource, DayRange days)
    {
        var hours = resource.Hours;
        if (Special.Count == 0)
            return Interval.Without(hours.Between(business, days.First, days.Last), ClosedFor(resource.Id));
        var open = days.Each().SelectMany(day => SpecialOn(day, resource.Id, hours) is { } special ? special.On(business, day) : hours.Between(business, day, day));
        return Interval.Without(Interval.Merge(open), ClosedFor(resource.Id));
    }

    public bool IsOpen(Business business, Resource resource, Interval time) =>
        Open(business, resource, new(business.Day(time.From).AddDays(-1), business.Day(time.Until).AddDays(1))).Any(open => open.Contains(time));

    /// <summary>The closure that lies in the way; null when none does.</summary>
    public ClosedTime? WhyClosed(Guid? resourceId, Interval time) =>
        Closures.FirstOrDefault(closed => (closed.ResourceId is null || closed.ResourceId == resourceId) && closed.Time.Overlaps(time));

    private IEnumerable<Interval> ClosedFor(Guid resourceId) =>
        Closures.Where(closed => closed.ResourceId is null || closed.ResourceId == resourceId).Select(closed => closed.Time);

    private DayHours? SpecialOn(DateOnly day, Guid resourceId, OpeningHours weekly)
    {
        var own = Special.FirstOrDefault(special => special.Day == day && special.ResourceId == resourceId);
        var common = weekly.Spans.Count > 0 ? Special.FirstOrDefault(special => special.Day == day && special.ResourceId is null) : null;
        return (own ?? common)?.Hours;
    }
}
