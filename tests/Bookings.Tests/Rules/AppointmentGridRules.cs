using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

public sealed class AppointmentGridRules
{
    private static readonly DateTime Nine = Businesses.Utc(2027, 5, 3, 9);

    [Fact]
    public void An_hour_in_three_open_hours_can_start_at_nine_quarters()
    {
        var starts = AppointmentGrid.Starts(Massage(60), [new(Nine, Nine.AddHours(3))], []);

        starts.Select(time => time.From).Should().Equal(Enumerable.Range(0, 9).Select(quarter => Nine.AddMinutes(15 * quarter)));
    }

    [Fact]
    public void Opening_at_an_odd_minute_the_first_start_is_the_next_quarter() =>
        AppointmentGrid.Starts(Massage(30), [new(Nine.AddMinutes(10), Nine.AddHours(1))], []).First().From.Should().Be(Nine.AddMinutes(15));

    [Fact]
    public void Buffers_keep_their_distance_from_what_is_taken_but_may_lie_outside_the_opening_hours()
    {
        var service = Massage(30, before: 15, after: 30);
        var taken = new Interval(Nine.AddMinutes(90), Nine.AddMinutes(120));

        var starts = AppointmentGrid.Starts(service, [new(Nine, Nine.AddHours(3))], [taken]).Select(time => time.From - Nine);

        starts.Should().Equal(TimeSpan.Zero, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(135), TimeSpan.FromMinutes(150));
    }

    [Fact]
    public void The_grid_offers_exactly_the_quarters_that_are_open_and_free() =>
        Prop.ForAll(AnyDay.ToArbitrary(), day =>
        {
            var offered = AppointmentGrid.Starts(day.Service, Interval.Merge(day.Open), day.Taken).Select(time => time.From).ToList();
            return offered.SequenceEqual(ByHand(day));
        }).QuickCheckThrowOnFailure();

    /// <summary>The same question answered minute by minute.</summary>
    private static IEnumerable<DateTime> ByHand(Day day)
    {
        var open = day.Open.SelectMany(Intervals.Minutes).ToHashSet();
        var taken = day.Taken.SelectMany(Intervals.Minutes).ToHashSet();
        var quarters = open.Where(minute => minute.Minute % 15 == 0).Order();
        return quarters.Where(start => new Interval(start, start.AddMinutes(day.Service.Minutes)) is var time
            && Intervals.Minutes(time).All(open.Contains)
            && !Intervals.Minutes(day.Service.Occupied(time)).Any(taken.Contains));
    }

    private sealed record Day(Service Service, IReadOnlyList<Interval> Open, IReadOnlyList<Interval> Taken);

    private static Gen<Day> AnyDay =>
        from minutes in Gen.Choose(5, 120)
        from before in Gen.Choose(0, 30)
        from after in Gen.Choose(0, 30)
        from open in Intervals.AnyInterval.ListOf()
        from taken in Intervals.AnyInterval.ListOf()
        select new Day(Massage(minutes, before, after), open.ToList(), taken.ToList());

    private static Service Massage(int minutes, int before = 0, int after = 0) => new()
    {
        Kind = ServiceKind.Appointment,
        Name = "Massage",
        Currency = "EUR",
        Minutes = minutes,
        BufferBeforeMinutes = before,
        BufferAfterMinutes = after,
    };
}
