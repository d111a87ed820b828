using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class PricesBySeason
{
    [Theory, OnEveryDatabase]
    public async Task A_stay_is_priced_night_by_night_and_booked_at_that_sum(Db db)
    {
        var desk = await Desk.Open(db);
        await Price(desk, desk.Double, new { name = "Fair", from = desk.SomeDay.AddDays(1), until = desk.SomeDay.AddDays(2), priceMinor = 20001, isPerPerson = true });

        var quote = (await desk.Business.Get($"price?serviceId={desk.Double}&arrival={desk.SomeDay:yyyy-MM-dd}&departure={desk.SomeDay.AddDays(4):yyyy-MM-dd}&party=2")).Expect(200);
        var booked = (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 4).With("party", 2))).Expect(201);

        quote["nights"]!.AsArray().Select(night => ((string?)night!["rule"], (long)night["price"]!["amountMinor"]!)).Should().Equal((null, 12000L), ("Fair", 40002L), ("Fair", 40002L), (null, 12000L));
        ((long)quote["price"]!["amountMinor"]!).Should().Be(104004);
        ((long)booked["price"]!["amountMinor"]!).Should().Be(104004);
        var free = (await desk.Business.Get($"availability?serviceId={desk.Double}&from={desk.SomeDay.AddDays(1):yyyy-MM-dd}&to={desk.SomeDay.AddDays(1):yyyy-MM-dd}&party=1")).Expect(200)["items"]!.AsArray();
        free.Select(item => (long)item!["price"]!["amountMinor"]!).Should().NotBeEmpty().And.OnlyContain(price => price == 20001);
    }

    [Theory, OnEveryDatabase]
    public async Task A_service_without_a_price_of_its_own_is_refused_on_the_days_no_rule_covers(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Patch($"services/{desk.Double}", new { hasBasePrice = false })).Expect(200);
        await Price(desk, desk.Double, new { name = "Open", from = desk.SomeDay, until = desk.SomeDay.AddDays(1), priceMinor = 100 });

        var refused = (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 4))).ExpectProblem(422, "price-missing");

        refused["days"]!.AsArray().Select(day => (string)day!).Should().Equal($"{desk.SomeDay.AddDays(2):yyyy-MM-dd}", $"{desk.SomeDay.AddDays(3):yyyy-MM-dd}");
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 2))).Expect(201)["price"]!["amountMinor"]!.GetValue<long>().Should().Be(200);
        (await desk.Business.Get($"availability?serviceId={desk.Double}&from={desk.SomeDay.AddDays(2):yyyy-MM-dd}&to={desk.SomeDay.AddDays(9):yyyy-MM-dd}")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
        (await desk.Bookings()).Should().Be(1);
    }

    [Theory, OnEveryDatabase]
    public async Task Prices_are_kept_listed_as_they_win_and_removed(Db db)
    {
        var desk = await Desk.Open(db);
        var weekend = await Price(desk, desk.Massage, new { name = "Weekend", weekdays = new[] { "saturday", "sunday" }, priceMinor = 9000 });
        var may = await Price(desk, desk.Massage, new { name = "May", from = "2026-05-01", until = "2026-05-31", isYearly = true, priceMinor = 7000 });

        (await desk.Business.Get($"services/{desk.Massage}/prices")).Expect(200)["items"]!.AsArray().Select(rule => (string)rule!["name"]!).Should().Equal("May", "Weekend");
        (await desk.Business.Put($"services/{desk.Massage}/prices/{weekend.Id}", new { name = "Sunday", weekdays = new[] { "sunday" }, priceMinor = 9500 }, (int)weekend["version"]!)).Expect(200);
        (await desk.Business.Put($"services/{desk.Massage}/prices/{weekend.Id}", new { name = "Sunday", priceMinor = 1 }, (int)weekend["version"]!)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Delete($"services/{desk.Massage}/prices/{may.Id}")).Status.Should().Be(204);
        (await desk.Business.Delete($"services/{desk.Yoga}/prices/{weekend.Id}")).ExpectProblem(404, "not-found");
        var sunday = Enumerable.Range(0, 7).Select(desk.SomeDay.AddDays).First(day => day.DayOfWeek == DayOfWeek.Sunday);
        (await desk.Book(desk.Booking("10:00", sunday).With("party", 2))).Expect(201)["price"]!["amountMinor"]!.GetValue<long>().Should().Be(9500);
        (await desk.Book(desk.Booking("10:00", sunday.AddDays(1)))).Expect(201)["price"]!["amountMinor"]!.GetValue<long>().Should().Be(8000);
    }

    [Fact]
    public async Task A_price_without_sense_is_refused_by_field()
    {
        var desk = await Desk.Open(Db.Sqlite);

        (await desk.Business.Post($"services/{desk.Massage}/prices", new { name = "", from = "2027-05-02", until = "2027-05-01", minNights = 2, priceMinor = -1 }))
            .ExpectProblem(422, "validation")["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo("name", "until", "minNights", "priceMinor");
        (await desk.Business.Post($"services/{desk.Massage}/prices", new { name = "x", isYearly = true, from = "2027-05-02", priceMinor = 1 })).ExpectProblem(422, "validation");
        (await desk.Business.Post($"services/{Guid.NewGuid()}/prices", new { name = "x", priceMinor = 1 })).ExpectProblem(404, "not-found");
        (await desk.Business.Get($"price?serviceId={desk.Double}&arrival=2027-01-01&departure=2029-01-01")).ExpectProblem(422, "nights-out-of-range");
    }

    private static async Task<ApiAnswer> Price(Desk desk, Guid service, object rule) => (await desk.Business.Post($"services/{service}/prices", rule)).Expect(201);
}
