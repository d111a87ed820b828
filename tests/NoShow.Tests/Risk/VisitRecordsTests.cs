using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.NoShow.Risk;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests.Risk;

/// <summary>What the model is shown of a booking is what a front desk could have known the day before.</summary>
public sealed class VisitRecordsTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 8, 30, 0, DateTimeKind.Utc);
    private static readonly Guid Ana = Guid.NewGuid();
    private static readonly Guid Massage = Guid.NewGuid();
    private static readonly Business Tokyo = new(Guid.NewGuid(), "tokyo", "Tokyo", "Asia/Tokyo", "JPY", "ja-JP", "JP");

    [Fact]
    public void Learns_only_from_what_was_over_a_day_before()
    {
        var (before, dayBefore, later) = (Booking(-10), Booking(-0.5), Booking(5));
        var records = Records([before, dayBefore, Booking(0), later], missed: [before, dayBefore, later]);
        var learned = records.Outcomes()[2].Visit;
        (learned.PastVisits, learned.PastNoShows).Should().Be((1, 1));
        var now = records.Of(Booking(0), Start);
        (now.PastVisits, now.PastNoShows).Should().Be((2, 2), "today yesterday is known");
    }

    [Fact]
    public void Counts_neither_what_nobody_said_anything_about_nor_what_was_fake()
    {
        var unsaid = Booking(-10, BookingStatus.Booked);
        var fake = Booking(-9, BookingStatus.NoShow);
        var records = Records([unsaid, fake, Booking(-8, BookingStatus.Cancelled), Booking(0)], missed: []);
        var visit = records.Of(Booking(0), Start);
        (visit.PastVisits, visit.PastCancellations).Should().Be((0, 1));
        records.Outcomes().Should().ContainSingle("the last one came");
    }

    [Fact]
    public void Reads_hour_and_day_from_the_wall_of_the_business()
    {
        var visit = Records([], []).Of(Booking(0), Start);
        (visit.Time, visit.Day).Should().Be((new TimeOnly(17, 30), DayOfWeek.Monday));
    }

    [Fact]
    public void Compares_the_price_with_the_median_of_the_service()
    {
        LoggedBooking[] log = [Booking(-3, price: 100), Booking(-2, price: 200), Booking(-1, price: 900), Booking(-1, price: 0)];
        VisitRecords.MedianPrices(log, 5).Should().Equal(new Dictionary<Guid, long> { [Massage] = 200 });
        Records([], []).Of(Booking(0, price: 8000), Start).PriceRatio.Should().Be(2);
        Records([], []).Of(Booking(0, price: 0), Start).PriceRatio.Should().BeNull("a free booking has no price to compare");
    }

    private static VisitRecords Records(IReadOnlyList<LoggedBooking> log, IEnumerable<LoggedBooking> missed) =>
        new(Tokyo, log, new(missed.Select(booking => booking.Id).ToHashSet(), new HashSet<Guid>(), new Dictionary<Guid, long> { [Massage] = 4000 }));

    private static LoggedBooking Booking(double days, BookingStatus status = BookingStatus.Done, long price = 4000) =>
        new(Guid.NewGuid(), "K7QM-2XP4", Ana, Massage, "Massage", status, Start.AddDays(days - 20), Start.AddDays(days), new Money(price, "JPY")) { Path = BookingPath.Validated, Party = 1, BookedAs = "Ana Silva" };
}
