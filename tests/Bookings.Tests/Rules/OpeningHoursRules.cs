using BookingPlatform.Bookings.Domain;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

public sealed class OpeningHoursRules
{
    private static readonly OpeningHours NightsOfSaturday = new([new(DayOfWeek.Saturday, 22 * 60, 1440), new(DayOfWeek.Sunday, 0, 5 * 60)]);

    [Fact]
    public void On_the_day_clocks_go_forward_the_night_is_an_hour_shorter()
    {
        var open = NightsOfSaturday.Between(Businesses.Berlin, new(2027, 3, 27), new(2027, 3, 28));

        open.Should().Equal(new Interval(Businesses.Utc(2027, 3, 27, 21), Businesses.Utc(2027, 3, 28, 3)));
    }

    [Fact]
    public void On_the_day_clocks_go_back_the_night_is_an_hour_longer()
    {
        var open = NightsOfSaturday.Between(Businesses.Berlin, new(2027, 10, 30), new(2027, 10, 31));

        open.Should().Equal(new Interval(Businesses.Utc(2027, 10, 30, 20), Businesses.Utc(2027, 10, 31, 4)));
    }

    [Fact]
    public void A_shop_that_opens_at_nine_opens_at_nine_on_the_wall_all_year()
    {
        var hours = new OpeningHours(Enum.GetValues<DayOfWeek>().Select(day => new OpenSpan(day, 9 * 60, 18 * 60)));

        hours.Between(Businesses.Berlin, new(2027, 3, 27), new(2027, 3, 28)).Select(open => open.From.Hour).Should().Equal(8, 7);
    }

    [Fact]
    public void Where_clocks_change_at_midnight_the_day_begins_when_it_begins()
    {
        var allDay = new OpeningHours([new(DayOfWeek.Sunday, 0, 1440)]);

        var open = allDay.Between(Businesses.SaoPaulo, new(2018, 11, 4), new(2018, 11, 4));

        open.Should().Equal(new Interval(Businesses.Utc(2018, 11, 4, 3), Businesses.Utc(2018, 11, 5, 2)));
    }

    [Fact]
    public void Hours_past_midnight_hold_a_booking_that_crosses_it()
    {
        var time = new Interval(Businesses.Utc(2027, 1, 16, 22, 30), Businesses.Utc(2027, 1, 16, 23, 30));

        NightsOfSaturday.IsOpen(Businesses.Berlin, time).Should().BeTrue();
        NightsOfSaturday.IsOpen(Businesses.Berlin, time.Widen(TimeSpan.FromHours(2), TimeSpan.Zero)).Should().BeFalse("it opens at 22:00 on the wall, 21:00 UTC");
    }

    [Fact]
    public void Without_hours_it_is_always_open() =>
        OpeningHours.Always.IsOpen(Businesses.Berlin, new(Businesses.Utc(2027, 1, 1), Businesses.Utc(2027, 12, 1))).Should().BeTrue();

    [Fact]
    public void Hours_come_back_from_the_database_as_they_went_in() =>
        Prop.ForAll(AnySpan.ListOf().ToArbitrary(), spans =>
        {
            var hours = new OpeningHours(spans);
            return OpeningHours.Parse(hours.ToString()).Spans.SequenceEqual(hours.Spans);
        }).QuickCheckThrowOnFailure();

    private static Gen<OpenSpan> AnySpan =>
        from day in Gen.Choose(0, 6)
        from opens in Gen.Choose(0, 1439)
        from closes in Gen.Choose(opens + 1, 1440)
        select new OpenSpan((DayOfWeek)day, opens, closes);
}
