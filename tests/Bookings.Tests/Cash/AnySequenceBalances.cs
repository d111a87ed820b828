using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>Whatever is done in whatever order: bills, payments and closings agree.</summary>
public sealed class AnySequenceBalances
{
    private const int Steps = 40;
    private const int PerDay = 10;

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-25")]
    public async Task Any_sequence_of_paying_refunding_voiding_restoring_and_closing_balances(Db db)
    {
        await using var platform = await Platform.Start(db);
        var desk = await Desk.Open(platform);
        var bookings = new[] { await desk.Booked("09:00"), await desk.Booked("11:00"), await desk.Booked("13:00") };
        var random = new Random(4711);
        var drawer = 0L;

        for (var step = 0; step < Steps; step++)
        {
            var booking = bookings[random.Next(bookings.Length)];
            var amount = random.Next(1, 6000);
            var kind = random.Next(2) == 0 ? "cash" : "card";
            var answer = random.Next(7) switch
            {
                0 or 1 or 2 => await desk.Pay(booking, amount, kind),
                3 => await desk.Refund(booking, amount, kind),
                4 => await desk.Void(booking),
                5 => await desk.Act(booking, random.Next(3) == 0 ? "keep" : "restore", new { amount = Register.Eur(amount), reason = "Fee" }),
                _ => await desk.Discount(booking, random.Next(1, 100)),
            };
            answer.Status.Should().BeOneOf([200, 201, 409, 422], because: answer.Text);
            await Agrees(desk, booking);
            if (step % PerDay == PerDay - 1)
                drawer = await CloseIt(desk, drawer, takenOut: random.Next(2) == 0);
        }

        var closings = (await desk.Business.Get("cash/closings")).Expect(200)["items"]!.AsArray();
        closings.Should().HaveCount(Steps / PerDay);
        closings.Count(line => line!["cash"].Minor() > 0).Should().BeGreaterThan(1, "the story must move money");
        await EveryPaymentIsCountedOnce(desk, bookings, closings);
    }

    /// <summary>What the bill says was paid is the sum of its payments; never more given back than taken, never a fee beyond what was paid.</summary>
    private static async Task Agrees(Desk desk, Guid booking)
    {
        var bill = (await desk.Bill(booking)).Expect(200);
        var sums = bill.Sums();
        var payments = bill["payments"]!.AsArray();
        payments.Sum(payment => payment!["amount"].Minor()).Should().Be(sums.Paid);
        payments.GroupBy(payment => (string)payment!["kind"]!).Where(kind => kind.Sum(payment => payment!["amount"].Minor()) < 0).Should().BeEmpty();
        sums.Balance.Should().Be(sums.Total - sums.Paid);
        sums.State.Should().Be(bill["voided"] is not null ? "voided" : sums.Balance <= 0 ? "paid" : "open");
        if (sums.State == "voided")
            sums.Total.Should().BeInRange(0, sums.Paid);
    }

    /// <summary>What should be in the drawer is what was left there, and the cash since; the next step happens on the next day.</summary>
    private static async Task<long> CloseIt(Desk desk, long drawer, bool takenOut)
    {
        var text = (await desk.Business.Get("cash/closing")).Expect(200)["text"]!;
        var cash = text["kinds"]!.AsArray().Where(kind => (string?)kind!["kind"] == "cash").Sum(kind => kind!["net"].Minor());
        (text["opening"].Minor(), text["expected"].Minor()).Should().Be((drawer, drawer + cash));
        // The random steps may give back more cash than the drawer holds; then somebody must have put some in.
        var counted = Math.Max(0, drawer + cash);
        var closed = (await desk.Close(counted, "Change from the safe", takenOut: takenOut ? counted : 0)).Expect(201);
        desk.Business.Platform.Clock.Shift(TimeSpan.FromDays(1));
        return closed["counted"]!["left"].Minor();
    }

    private static async Task EveryPaymentIsCountedOnce(Desk desk, IEnumerable<Guid> bookings, JsonArray closings)
    {
        long counted = 0;
        foreach (var day in closings.Select(line => (string)line!["day"]!))
            counted += (await desk.Business.Get($"cash/closing?day={day}")).Expect(200)["text"]!["kinds"]!.AsArray().Sum(kind => kind!["net"].Minor());
        long paid = 0;
        foreach (var booking in bookings)
            paid += (await desk.Bill(booking)).Sums().Paid;
        counted.Should().Be(paid);
    }
}
