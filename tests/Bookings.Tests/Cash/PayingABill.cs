using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Cash;
using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Cash;

/// <summary>A bill from the booking to the last cent.</summary>
public sealed class PayingABill
{
    [Theory, OnEveryDatabase]
    public async Task A_booking_has_a_bill_in_its_own_price_before_anybody_touched_it(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);

        var bill = (await desk.Bill(booking.Id)).Expect(200);

        bill.Sums().Should().Be(("open", 8000, 0, 8000));
        ((string?)bill["number"]).Should().Be($"B-{(string?)booking["code"]}");
        ((string?)bill["lines"]![0]!["text"], (int)bill["version"]!).Should().Be(("Massage", 0));
        (await Rows(desk)).Should().Be(0, "a booking writes no row for its bill");
    }

    [Theory, OnEveryDatabase]
    public async Task Parts_add_up_to_the_whole_and_the_history_says_so(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();

        (await desk.Pay(booking, 3000, "cash")).Expect(201).Sums().Should().Be(("open", 8000, 3000, 5000));
        var paid = (await desk.Pay(booking, 5000, "voucher")).Expect(201);

        paid.Sums().Should().Be(("paid", 8000, 8000, 0));
        paid["payments"]!.AsArray().Select(payment => (string?)payment!["kind"]).Should().Equal("cash", "voucher");
        var shown = (await desk.Business.Get($"bookings/{booking}")).Expect(200);
        ((string?)shown["bill"]!["state"], shown["bill"]!["paid"].Minor()).Should().Be(("paid", 8000));
        var history = shown["history"]!.AsArray().Select(line => (string)line!["sentence"]!);
        history.Should().Contain(line => line.Contains("30.00 in cash", StringComparison.Ordinal)).And.Contain(line => line.Contains("the bill is paid", StringComparison.Ordinal));
    }

    [Theory, OnEveryDatabase]
    public async Task More_than_is_due_is_refused_with_what_is_due(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 3000)).Expect(201);

        var refused = (await desk.Pay(booking, 5001)).ExpectProblem(422, "overpaid");

        refused["due"].Minor().Should().Be(5000);
        (await desk.Bill(booking)).Sums().Should().Be(("open", 8000, 3000, 5000));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_many_who_pay_one_bill_at_once_exactly_one_does(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => desk.Pay(booking, 8000))));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "overpaid");
        (await desk.Bill(booking)).Sums().Should().Be(("paid", 8000, 8000, 0));
    }

    [Theory, OnEveryDatabase]
    public async Task Parts_paid_at_once_are_all_counted(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => desk.Pay(booking, 1000))));

        answers.Count(answer => answer.Status == 201).Should().Be(8);
        (await desk.Bill(booking))["payments"]!.AsArray().Sum(payment => payment!["amount"].Minor()).Should().Be(8000);
    }

    [Theory, OnEveryDatabase]
    public async Task A_payment_sent_twice_with_one_key_is_taken_once(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.Pay(booking, 1000, key: $"pay-{booking}"))));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        (await desk.Bill(booking)).Sums().Paid.Should().Be(1000);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_saw_an_older_bill_is_told_so(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 1000)).Expect(201);

        var stale = await desk.Business.Send(HttpMethod.Post, $"cash/bills/{booking}/payments", new { kind = "cash", amount = Register.Eur(1000) },
            request => request.Headers.TryAddWithoutValidation("If-Match", "\"0\""));

        stale.ExpectProblem(412, "changed-meanwhile");
    }

    [Theory, OnEveryDatabase]
    public async Task Only_real_money_of_the_right_currency_is_taken(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        Task<ApiAnswer> Pay(object body) => desk.Business.Post($"cash/bills/{booking}/payments", body);

        (await Pay(new { kind = "cash", amount = new { amountMinor = 1000, currency = "USD" } })).ExpectProblem(422, "wrong-currency");
        foreach (var amount in new[] { 0L, -1, long.MinValue, long.MaxValue })
            (await desk.Pay(booking, amount)).ExpectProblem(422, "validation");
        (await Pay(new { kind = "cash" })).ExpectProblem(422, "validation");
        (await Pay(new { amount = Register.Eur(1000) })).ExpectProblem(422, "validation");
        (await desk.Pay(booking, 1000, "cowrie")).Status.Should().Be(400);
        (await desk.Pay(Guid.NewGuid(), 1000)).ExpectProblem(404, "not-found");
        (await desk.Business.Get("cash/bills?state=lost")).ExpectProblem(422, "validation");
        (await desk.Business.Get("cash/bills?cursor=zz")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Another_businesss_bill_does_not_exist(Db db)
    {
        var (ours, theirs) = (await Desk.Open(db), await Desk.Open(db));
        var booking = await theirs.Booked();
        (await theirs.Pay(booking, 8000)).Expect(201);
        var receipt = (await theirs.Act(booking, "receipt")).Expect(201).Id;

        (await ours.Bill(booking)).ExpectProblem(404, "not-found");
        (await ours.Pay(booking, 8000)).ExpectProblem(404, "not-found");
        (await ours.Void(booking)).ExpectProblem(404, "not-found");
        (await ours.Business.Get($"cash/receipts/{receipt}")).ExpectProblem(404, "not-found");
        (await ours.Bills()).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_paid_before_the_day_is_a_deposit(Db db)
    {
        var desk = await Desk.Open(db);
        var (later, today) = (await desk.Booked(), await desk.Stay(1));

        ((bool)(await desk.Pay(later, 1000)).Expect(201)["payments"]![0]!["isDeposit"]!).Should().BeTrue();
        ((bool)(await desk.Pay(today, 1000)).Expect(201)["payments"]![0]!["isDeposit"]!).Should().BeFalse();
    }

    [Theory, OnEveryDatabase]
    public async Task Refunds_go_back_as_they_came_and_never_more(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = await desk.Booked();
        (await desk.Pay(booking, 3000, "cash")).Expect(201);
        (await desk.Pay(booking, 5000)).Expect(201);

        (await desk.Refund(booking, 3001, "cash")).ExpectProblem(422, "refund-too-large")["refundable"].Minor().Should().Be(3000);
        (await desk.Refund(booking, 100, "voucher")).ExpectProblem(422, "refund-too-large");
        (await desk.Refund(booking, 100, reason: " ")).ExpectProblem(422, "validation");
        (await desk.Refund(booking, 2000, "cash")).Expect(201).Sums().Should().Be(("open", 8000, 6000, 2000));
        (await desk.Refund(booking, 1001, "cash")).ExpectProblem(422, "refund-too-large");
    }

    [Theory, OnEveryDatabase]
    public async Task Extras_and_discounts_change_what_is_due_with_their_tax(Db db)
    {
        var desk = await Desk.Open(db);
        var taxed = await desk.Service(new { kind = "appointment", name = "Facial", durationMinutes = 30, priceMinor = 12300, taxBasisPoints = 2300, resourceIds = new[] { desk.Tom } });
        var booking = (await desk.Book(desk.Booking().With("serviceId", taxed).With("resourceId", desk.Tom))).Expect(201).Id;

        (await desk.Business.Post($"cash/bills/{booking}/lines", new { text = "Wine", quantity = 2, unitPrice = Register.Eur(1060), taxBasisPoints = 600 })).Expect(201);
        var bill = (await desk.Discount(booking, 2460)).Expect(201);

        bill.Sums().Total.Should().Be(12300 + 2120 - 2460);
        bill["taxes"]!.AsArray().Select(tax => ((int)tax!["taxBasisPoints"]!, tax["net"].Minor(), tax["tax"].Minor(), tax["gross"].Minor()))
            .Should().Equal((600, 2000, 120, 2120), (2300, 8000, 1840, 9840));
        (await desk.Discount(booking, 11961)).ExpectProblem(422, "discount-too-large");
        (await desk.Discount(booking, 100, reason: null)).ExpectProblem(422, "validation");
        var line = (Guid)bill["lines"]![1]!["id"]!;
        (await desk.Business.Delete($"cash/bills/{booking}/lines/{line}")).Expect(200).Sums().Total.Should().Be(9840);
        (await desk.Business.Delete($"cash/bills/{booking}/lines/{line}")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task A_longer_stay_makes_its_bill_larger_and_a_paid_one_open_again(Db db)
    {
        var desk = await Desk.Open(db);
        var stay = await desk.Stay(2);
        (await desk.Pay(stay, 24000)).Expect(201);

        (await desk.Business.Post($"bookings/{stay}/move", new { departure = desk.Today.AddDays(3) })).Expect(200);

        var bill = await desk.Bill(stay);
        bill.Sums().Should().Be(("open", 36000, 24000, 12000));
        (bill["lines"]![0]!["amount"].Minor(), (int)bill["lines"]![0]!["quantity"]!).Should().Be((36000, 3));
        (await desk.Business.Post($"bookings/{stay}/move", new { departure = desk.Today.AddDays(1) })).Expect(200);
        (await desk.Bill(stay)).Sums().Should().Be(("paid", 12000, 24000, -12000), "what was paid too much is to be given back");
    }

    [Theory, OnEveryDatabase]
    public async Task Bills_are_found_by_state_day_customer_and_number_a_page_at_a_time(Db db)
    {
        var desk = await Desk.Open(db);
        var bookings = new List<Guid>();
        foreach (var time in new[] { "09:00", "11:00", "13:00", "15:00", "17:00" })
            bookings.Add(await desk.Booked(time));
        (await desk.Pay(bookings[0], 8000)).Expect(201);
        (await desk.Void(bookings[1])).Expect(200);
        (await desk.Pay(bookings[2], 100)).Expect(201);

        async Task<IEnumerable<Guid>> Ids(string query) => (await desk.Bills(query)).Select(bill => (Guid)bill["bookingId"]!);
        (await Ids("state=open")).Should().Equal(bookings[2], bookings[3], bookings[4]);
        (await Ids("state=paid")).Should().Equal(bookings[0]);
        (await Ids("state=voided")).Should().Equal(bookings[1]);
        (await Ids($"from={desk.SomeDay:yyyy-MM-dd}&to={desk.SomeDay:yyyy-MM-dd}")).Should().Equal(bookings);
        (await Ids($"from={desk.Today:yyyy-MM-dd}&to={desk.SomeDay.AddDays(-1):yyyy-MM-dd}")).Should().BeEmpty();
        var last = await desk.Bill(bookings[4]);
        (await Ids($"code={((string)last["number"]!).ToLowerInvariant()}")).Should().Equal(bookings[4]);
        (await Ids($"customerId={(Guid)last["customerId"]!}")).Should().Equal(bookings[4]);
        await Pages(desk, bookings);
    }

    private static async Task Pages(Desk desk, List<Guid> bookings)
    {
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await desk.Business.Get($"cash/bills?most=2&cursor={cursor}")).Expect(200);
            seen.AddRange(page["items"]!.AsArray().Select(bill => (Guid)bill!["bookingId"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        seen.Should().Equal(bookings);
    }

    private static Task<int> Rows(Desk desk) => desk.Business.Platform.Inside(desk.Business, services => services.GetRequiredService<BookingsDb>().Bills.CountAsync());
}
