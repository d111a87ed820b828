using System.Net;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.NoShow.Reports;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests.Reports;

/// <summary>What not coming costs, and what can be taken to the police.</summary>
public sealed class ReportStories
{
    private const string Canary = "canary-device-7f3a";

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-18")]
    public async Task The_house_sees_how_many_did_not_come_of_what_and_what_was_lost(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        (await salon.Miss(await salon.Book(ana, 120))).Expect(200);
        foreach (var minutesAgo in new[] { 240, 360, 480 })
            (await salon.Business.Post("bookings/outcomes", new { outcome = "done", bookingIds = new[] { await salon.Book(ana, minutesAgo) } })).Expect(200);
        await salon.Book(ana, 600);
        var hour = $"{salon.Now.AddMinutes(-120):HH}:00";

        var report = (await salon.Business.Get("reports/no-shows?by=hour")).Expect(200);

        ((int)report["total"]!["expected"]!, (int)report["total"]!["missed"]!, (double)report["total"]!["rate"]!).Should().Be((4, 1, 0.25));
        ((long)report["total"]!["lost"]![0]!["amountMinor"]!).Should().Be(8000);
        report["items"]!.AsArray().Should().ContainSingle(row => (string)row!["group"]! == hour);
        ((string)(await salon.Business.Get("reports/no-shows?by=service")).Expect(200)["items"]![0]!["group"]!).Should().Be("Massage");
        (await salon.Business.Get("reports/no-shows?by=channel&format=csv")).Expect(200).Text.Should().Contain("Desk, for a known customer").And.Contain("80");
        using var desk = await salon.SignIn();
        (await desk.Open("/reports/no-shows")).Expect(HttpStatusCode.OK).Text.Should().Contain("25.0%").And.Contain("Massage").And.Contain("€80.00");
        (await desk.Open("/reports/no-shows.csv?by=hour")).Expect(HttpStatusCode.OK).Html.Should().Contain(hour);
    }

    [Theory, OnEveryDatabase]
    public async Task Days_that_make_no_sense_are_refused_in_words(Db db)
    {
        var salon = await Salon.Open(db);
        foreach (var query in new[] { "from=yesterday", "to=2026-13-01", "from=2026-05-02&to=2026-05-01", "from=1500-01-01", "to=0001-01-01", "to=9999-12-31", "by=age" })
            (await salon.Business.Get($"reports/no-shows?{query}")).ExpectProblem(422, "validation");
        (await salon.Business.Get("reports/no-shows?format=xml")).ExpectProblem(422, "validation");
        using var desk = await salon.SignIn();
        (await desk.Open("/reports/no-shows?from=yesterday")).Expect(HttpStatusCode.UnprocessableEntity).Text.Should().Contain("Write the first day as");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-19"), Trait("Criterion", "S3-20"), Trait("Criterion", "S3-21")]
    public async Task The_police_get_bookings_entered_data_and_times_but_no_mark_of_a_device(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer("Ana", "Fantasma", "ana.fantasma@example.com");
        using var desk = await salon.SignIn();
        desk.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.77");
        desk.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Canary);
        var booking = await salon.Book(ana, 100);
        (await salon.Miss(booking)).Expect(200);

        var page = (await desk.Open($"/customers/{ana}/evidence")).Expect(HttpStatusCode.OK);
        var pdf = (await salon.Business.Get($"customers/{ana}/evidence.pdf")).Expect(200);

        page.Text.Should().Contain("Ana Fantasma").And.Contain("ana.fantasma@example.com").And.Contain("Nobody came").And.Contain("complain to the police").And.Contain("goes to the operator");
        page.Html.Should().NotContain(Canary).And.NotContain("203.0.113.77");
        System.Text.Encoding.Latin1.GetString(pdf.Bytes).Should().StartWith("%PDF").And.NotContain("203.0.113.77").And.NotContain(Canary);
        (await salon.Business.Get($"audit?subject={ana}")).Expect(200).Text.Should().Contain("complaint to the police").And.NotContain(Canary).And.NotContain("203.0.113.77");
        (await (await Salon.Open(db)).Business.Get($"customers/{ana}/evidence.pdf")).ExpectProblem(404, "not-found");
    }

    [Fact]
    public void A_policy_is_judged_by_as_many_days_before_as_after_it()
    {
        var today = new DateOnly(2026, 3, 10);
        PolicyWindow.Of(new(2026, 3, 1), today).Should().Be(new PolicyWindow(new(2026, 2, 19), new(2026, 3, 1), today, 10));
        PolicyWindow.Of(new(2026, 3, 11), today).Should().BeNull("it has not begun");
        PolicyWindow.Of(null, today).Should().BeNull();

        var log = Enumerable.Range(0, 400).Select(at => Booking(new DateTime(2026, 2, 19, 10, 0, 0, DateTimeKind.Utc).AddDays(at % 20))).ToList();
        var missed = log.Where((booking, at) => booking.StartsAtUtc.Month == 2 ? at % 2 == 0 : at % 20 == 19).Select(booking => booking.Id).ToHashSet();
        var effect = new Attendance(new(Guid.NewGuid(), "x", "X", "UTC", "EUR", "en-GB", "PT"), log, missed).Compare(PolicyWindow.Of(new(2026, 3, 1), today)!.Value);
        (effect.Before.Expected, effect.Before.Missed, effect.After.Expected, effect.After.Missed, effect.IsClear).Should().Be((200, 100, 200, 20, true));
    }

    [Fact]
    public void Few_bookings_say_little()
    {
        Interval.Of(0, 0).Should().Be(new Interval(0, 1));
        Interval.Of(0, 10).To.Should().BeApproximately(0.2775, 0.001);
        Interval.Of(10, 10).To.Should().Be(1);
        Interval.Of(50, 1000).From.Should().BeApproximately(0.0382, 0.001);
    }

    private static LoggedBooking Booking(DateTime start) =>
        new(Guid.NewGuid(), "K7QM-2XP4", Guid.NewGuid(), Guid.NewGuid(), "Massage", BookingStatus.Done, start.AddDays(-3), start, new Money(5000, "EUR")) { Path = BookingPath.Online, Party = 1, BookedAs = "Ana" };
}
