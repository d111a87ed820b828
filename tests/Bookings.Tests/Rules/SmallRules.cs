using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Rules;

public sealed class SmallRules
{
    [Fact]
    public void A_new_code_reads_well_and_is_understood_in_any_spelling()
    {
        var code = BookingCode.New();

        code.Should().MatchRegex("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$");
        foreach (var typed in new[] { code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), $" {code.Replace('-', ' ')} ", code.Replace('0', 'o').Replace('1', 'l') })
            BookingCode.TryRead(typed, out var read).Should().BeTrue(because: typed);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("K7QM"), InlineData("K7QM-2XP4-9"), InlineData("K7QU-2XP4"), InlineData("Ж7QM-2XP4")]
    public void What_is_no_code_is_not_taken_for_one(string? typed) => BookingCode.TryRead(typed, out _).Should().BeFalse();

    [Fact]
    public void Codes_do_not_repeat_soon() => Enumerable.Range(0, 10_000).Select(_ => BookingCode.New()).Should().OnlyHaveUniqueItems();

    [Theory]
    [InlineData(ServiceKind.Appointment, 12_500)]
    [InlineData(ServiceKind.Class, 37_500)]
    [InlineData(ServiceKind.Stay, 87_500)]
    public void An_appointment_is_priced_once_a_class_by_place_a_stay_by_night(ServiceKind kind, long minor)
    {
        var service = new Service { Kind = kind, Name = "x", Currency = "EUR", PriceMinor = 12_500 };

        new PriceList(service, []).Ask(3, new(2027, 5, 1), kind is ServiceKind.Stay ? new Nights(new(2027, 5, 1), new(2027, 5, 8)) : null).Value.Total.Should().Be(new Money(minor, "EUR"));
    }

    [Fact]
    public void A_stay_lasts_from_check_in_to_check_out_on_the_wall()
    {
        var nights = new Nights(new(2027, 3, 27), new(2027, 3, 29));

        var time = new BookingSettings().Time(Businesses.Berlin, nights);

        nights.Count.Should().Be(2);
        time.Should().Be(new Interval(Businesses.Utc(2027, 3, 27, 14), Businesses.Utc(2027, 3, 29, 9)));
    }

    [Theory]
    [InlineData("2027-05-31T15:30", "2027-05-31T13:30Z")]
    [InlineData("2027-05-31T15:30:00", "2027-05-31T13:30Z")]
    [InlineData("2027-05-31 15:30", "2027-05-31T13:30Z")]
    [InlineData("2027-05-31T15:30+05:45", "2027-05-31T09:45Z")]
    [InlineData("2027-05-31T15:30:00Z", "2027-05-31T15:30Z")]
    [InlineData("2027-10-31T02:30", "2027-10-31T00:30Z")]
    public void A_time_is_read_with_its_offset_or_on_the_wall(string text, string expected) =>
        RequestedTime.Read(text, Businesses.Berlin).Value.Should().Be(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);

    [Theory]
    [InlineData(null, "validation"), InlineData("", "validation"), InlineData("tomorrow", "validation"), InlineData("31/05/2027 15:30", "validation")]
    [InlineData("2027-05-31T15:30:30", "validation"), InlineData("2027-05-31T25:30+02:00", "validation"), InlineData("0001-01-01T00:00", "validation")]
    [InlineData("2027-03-28T02:30", "no-such-time")]
    public void A_time_that_is_none_is_refused(string? text, string code) => RequestedTime.Read(text, Businesses.Berlin).Refusal!.Code.Should().Be(code);

    [Fact]
    public void A_list_by_days_includes_the_last_one()
    {
        Period.Read("2027-05-01", "2027-05-02", Businesses.Kathmandu).Value
            .Should().Be(new Interval(Businesses.Utc(2027, 4, 30, 18, 15), Businesses.Utc(2027, 5, 2, 18, 15)));
        Period.Read("2027-05-02", "2027-05-01", Businesses.Kathmandu).Refusal!.Errors.Should().ContainKey("to");
    }
}
