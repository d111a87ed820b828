using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

/// <summary>
/// The two days a year on which clocks change. A time in the gap does not exist and is refused. In the hour that comes twice both are offered, each with
/// its offset; asked for without one, the earlier is meant. Lord Howe changes by half an hour; Samoa left out a whole day.
/// </summary>
public sealed class ClockChangeRules
{
    public static TheoryData<string, string, string, string> Gaps => new()
    {
        { "Europe/Lisbon", "2027-03-28T01:30", "2027-03-28T00:59", "2027-03-28T02:00" },
        { "America/New_York", "2027-03-14T02:30", "2027-03-14T01:59", "2027-03-14T03:00" },
        { "Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-03T01:59", "2027-10-03T02:30" },
        { "Pacific/Apia", "2011-12-30T12:00", "2011-12-29T23:59", "2011-12-31T00:00" },
    };

    public static TheoryData<string, string, string, int> Twice => new()
    {
        { "Europe/Lisbon", "2027-10-31T01:30", "2027-10-31T00:30Z", 60 },
        { "America/New_York", "2027-11-07T01:30", "2027-11-07T05:30Z", 60 },
        { "Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45Z", 30 },
    };

    [Theory, MemberData(nameof(Gaps))]
    public void A_time_in_the_gap_is_refused_and_its_neighbours_are_a_minute_apart(string zone, string inGap, string before, string after)
    {
        var business = In(zone);

        RequestedTime.Read(inGap, business).Refusal!.Code.Should().Be("no-such-time");
        (RequestedTime.Read(after, business).Value - RequestedTime.Read(before, business).Value).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Theory, MemberData(nameof(Gaps))]
    public void No_start_in_the_gap_is_offered(string zone, string inGap, string before, string after)
    {
        var business = In(zone);
        var gap = DateTime.Parse(inGap, System.Globalization.CultureInfo.InvariantCulture);
        var (first, last) = (DateTime.Parse(before, System.Globalization.CultureInfo.InvariantCulture), DateTime.Parse(after, System.Globalization.CultureInfo.InvariantCulture));

        var starts = Starts(business, DateOnly.FromDateTime(gap));

        starts.Select(start => start.DateTime).Should().NotContain(local => local > first && local < last).And.OnlyHaveUniqueItems();
    }

    [Theory, MemberData(nameof(Twice))]
    public void In_the_hour_that_comes_twice_both_are_offered_and_the_earlier_is_meant(string zone, string text, string earlier, int minutes)
    {
        var business = In(zone);
        var first = DateTimeOffset.Parse(earlier, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

        var local = business.At(first).DateTime;
        var offered = Starts(business, DateOnly.FromDateTime(local)).Where(start => start.DateTime == local).ToList();

        RequestedTime.Read(text, business).Value.Should().Be(first);
        offered.Select(start => start.UtcDateTime).Should().Equal(first, first.AddMinutes(minutes));
        offered.Select(start => start.Offset).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("Europe/Lisbon", "2027-03-28", 23), InlineData("Europe/Lisbon", "2027-10-31", 25)]
    [InlineData("America/New_York", "2027-03-14", 23), InlineData("America/New_York", "2027-11-07", 25)]
    [InlineData("Australia/Lord_Howe", "2027-10-03", 23.5), InlineData("Australia/Lord_Howe", "2027-04-04", 24.5)]
    [InlineData("Pacific/Apia", "2011-12-30", 0), InlineData("Pacific/Apia", "2011-12-29", 24)]
    public void A_day_has_the_hours_it_has_and_as_many_quarters_are_offered(string zone, string day, double hours)
    {
        var business = In(zone);
        var local = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var whole = new DayRange(local, local).In(business);

        (whole.Until - whole.From).TotalHours.Should().Be(hours);
        Starts(business, local).Should().HaveCount((int)(hours * 4));
    }

    [Theory]
    [InlineData("Europe/Lisbon", "2027-03-27", 8), InlineData("Europe/Lisbon", "2027-10-30", 8)]
    [InlineData("America/New_York", "2027-03-13", 8), InlineData("Australia/Lord_Howe", "2027-10-02", 8), InlineData("Australia/Lord_Howe", "2027-04-03", 8)]
    public void Opening_hours_and_hours_by_date_are_the_same_on_the_wall_on_both_sides_of_the_change(string zone, string day, int hours)
    {
        var business = In(zone);
        var first = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var eva = Eva([.. Enum.GetValues<DayOfWeek>().Select(one => new OpenSpan(one, 9 * 60, 17 * 60))]);
        var house = new HouseCalendar([], [new(null, first.AddDays(1), new([new(default, 9 * 60, 17 * 60)]))]);

        foreach (var calendar in new[] { HouseCalendar.Usual, house })
        {
            var open = calendar.Open(business, eva, new(first, first.AddDays(2)));
            open.Select(stretch => business.TimeOfDay(stretch.From)).Should().HaveCount(3).And.OnlyContain(time => time == new TimeOnly(9, 0));
            open.Should().OnlyContain(stretch => stretch.Until - stretch.From == TimeSpan.FromHours(hours));
        }
    }

    [Fact]
    public void A_closure_over_the_change_ends_on_the_wall_where_it_was_said_to()
    {
        var business = In("Europe/Lisbon");
        var closed = new Interval(RequestedTime.Read("2027-10-31T00:00", business).Value, RequestedTime.Read("2027-10-31T12:00", business).Value);
        var house = new HouseCalendar([new(null, closed, "Repairs")], []);

        (closed.Until - closed.From).Should().Be(TimeSpan.FromHours(13));
        house.Open(business, Eva([]), new(new(2027, 10, 31), new(2027, 10, 31))).Should().Equal(new Interval(closed.Until, business.StartOfDay(new(2027, 11, 1))));
    }

    [Theory]
    [InlineData("Europe/Lisbon", "2027-03-27", 43), InlineData("Europe/Lisbon", "2027-10-30", 45)]
    [InlineData("Australia/Lord_Howe", "2027-10-02", 43.5), InlineData("Australia/Lord_Howe", "2027-04-03", 44.5)]
    public void A_stay_across_the_change_lasts_from_check_in_to_check_out_and_costs_its_nights(string zone, string arrival, double hours)
    {
        var business = In(zone);
        var nights = new Nights(DateOnly.Parse(arrival, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(arrival, System.Globalization.CultureInfo.InvariantCulture).AddDays(2));
        var room = new Service { Kind = ServiceKind.Stay, Name = "Room", Currency = "EUR", PriceMinor = 100 };

        var time = new BookingSettings().Time(business, nights);

        (time.Until - time.From).TotalHours.Should().Be(hours);
        new PriceList(room, []).Ask(1, nights.Arrival, nights).Value.Total.AmountMinor.Should().Be(200);
    }

    private static List<DateTimeOffset> Starts(Business business, DateOnly day)
    {
        var window = new DayRange(day, day).In(business);
        var quarter = new Service { Kind = ServiceKind.Appointment, Name = "Quarter", Currency = "EUR", Minutes = 15 };
        var open = HouseCalendar.Usual.Open(business, Eva([]), new(day.AddDays(-1), day.AddDays(1)));
        return AppointmentGrid.Starts(quarter, open, []).Where(time => time.From >= window.From && time.From < window.Until).Select(time => business.At(time.From)).ToList();
    }

    private static Resource Eva(IEnumerable<OpenSpan> spans) => new() { Kind = ResourceKind.Person, Name = "Eva", Hours = new(spans) };

    private static Business In(string zone) => new(Guid.CreateVersion7(), "b", "B", zone, "EUR", "en-GB", "PT");
}
