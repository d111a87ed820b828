using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>At the end of the day the drawer is counted.</summary>
public sealed class ClosingTheDay
{
    [Theory, OnEveryDatabase]
    public async Task A_day_adds_up_by_kind_with_its_refunds_and_voids(Db db)
    {
        var desk = await Desk.Open(db);
        var (first, second, third) = (await desk.Booked("09:00"), await desk.Booked("11:00"), await desk.Booked("13:00"));
        (await desk.Pay(first, 8000, "cash")).Expect(201);
        (await desk.Pay(second, 8000)).Expect(201);
        (await desk.Refund(first, 1000, "cash")).Expect(201);
        (await desk.Void(third)).Expect(200);

        var preview = (await desk.Business.Get("cash/closing")).Expect(200);
        var closed = (await desk.Close(7000)).Expect(201);

        ((bool)preview["isClosed"]!, preview["text"]!["expected"].Minor()).Should().Be((false, 7000));
        var text = closed["text"]!;
        text["kinds"]!.AsArray().Select(kind => ((string?)kind!["kind"], kind["payments"].Minor(), kind["refunds"].Minor(), kind["net"].Minor()))
            .Should().Equal(("cash", 8000, -1000, 7000), ("card", 8000, 0, 8000));
        (text["opening"].Minor(), text["expected"].Minor(), (int)text["bills"]!).Should().Be((0, 7000, 2));
        text["voids"]!.AsArray().Should().ContainSingle(entry => (string?)entry!["reason"] == "Booked twice");
        text["refunds"]!.AsArray().Should().ContainSingle(entry => entry!["amount"].Minor() == -1000);
        (await desk.Business.Get($"cash/closing?day={desk.Today:yyyy-MM-dd}"))["text"]!.ToJsonString().Should().Be(text.ToJsonString());
    }

    [Theory, OnEveryDatabase]
    public async Task A_closed_day_takes_no_more_money_it_counts_in_the_next(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 3000, "cash")).Expect(201);
        (await desk.Close(3000, takenOut: 2000)).Expect(201);

        var late = (await desk.Pay(booking, 5000, "cash")).Expect(201);

        ((string?)late["payments"]![1]!["day"]).Should().Be($"{desk.Today.AddDays(1):yyyy-MM-dd}");
        (await desk.Close(3000)).ExpectProblem(409, "day-closed");
        var next = (await desk.Business.Get($"cash/closing?day={desk.Today.AddDays(1):yyyy-MM-dd}")).Expect(200);
        (next["text"]!["opening"].Minor(), next["text"]!["expected"].Minor()).Should().Be((1000, 6000));
        (await desk.Business.Get("cash/closing"))["text"]!["expected"].Minor().Should().Be(3000);
    }

    [Theory, OnEveryDatabase]
    public async Task A_difference_needs_a_reason_and_a_refused_closing_claims_nothing(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Pay(await desk.Booked(), 8000, "cash")).Expect(201);

        var refused = (await desk.Close(7900)).ExpectProblem(422, "difference-unexplained");
        var closed = (await desk.Close(7900, "A coin rolled away")).Expect(201);

        (refused["expected"].Minor(), refused["difference"].Minor()).Should().Be((8000, -100));
        (closed["counted"]!["difference"].Minor(), (string?)closed["counted"]!["reason"]).Should().Be((-100, "A coin rolled away"));
        (await desk.Business.Get("cash/closings"))["items"]!.AsArray().Should().ContainSingle(line => line!["expected"].Minor() == 8000);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_close_at_once_one_does_and_every_payment_is_counted_once(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 1000, "cash")).Expect(201);

        var closings = Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.Close(1000, "Counted in a hurry")));
        var payments = Enumerable.Range(0, 7).Select(_ => Task.Run(() => desk.Pay(booking, 1000, "cash")));
        var answers = await Task.WhenAll(closings.Concat(payments));

        answers.Take(4).Count(answer => answer.Status == 201).Should().Be(1);
        answers.Take(4).Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "day-closed");
        answers.Skip(4).Should().OnlyContain(answer => answer.Status == 201);
        var closed = (await desk.Business.Get($"cash/closing?day={desk.Today:yyyy-MM-dd}"))["text"]!["kinds"]![0]!["net"].Minor();
        var rest = (await desk.Business.Get($"cash/closing?day={desk.Today.AddDays(1):yyyy-MM-dd}"))["text"]!["kinds"]!.AsArray().Sum(kind => kind!["net"].Minor());
        (closed + rest).Should().Be(8000);
    }

    [Theory, OnEveryDatabase]
    public async Task Only_what_can_be_counted_is_accepted(Db db)
    {
        var desk = await Desk.Open(db);

        (await desk.Close(0, day: desk.Today.AddDays(1))).ExpectProblem(422, "validation");
        (await desk.Close(-1)).ExpectProblem(422, "validation");
        (await desk.Close(100, "Found", takenOut: 101)).ExpectProblem(422, "validation");
        (await desk.Business.Post("cash/closing", new { })).ExpectProblem(422, "validation");
        (await desk.Business.Post("cash/closing", new { countedCash = new { amountMinor = 1, currency = "USD" } })).ExpectProblem(422, "wrong-currency");
        (await desk.Business.Get("cash/closing?day=someday")).ExpectProblem(422, "validation");
        (await desk.Close(0, day: desk.Today.AddDays(-3))).Expect(201);
        (await desk.Business.Get($"cash/closing?day={desk.Today.AddDays(-5):yyyy-MM-dd}")).ExpectProblem(409, "day-closed");
    }
}
