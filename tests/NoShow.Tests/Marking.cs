using System.Net;
using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>A guest did not come.</summary>
public sealed class Marking
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-1"), Trait("Criterion", "S3-2"), Trait("Criterion", "S3-4"), Trait("Criterion", "S3-7")]
    public async Task A_no_show_is_processed_and_its_bill_leaves_the_register_also_without_the_advanced_function(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var booking = await salon.Book(ana);
        (await salon.Bills()).Should().ContainSingle();

        var marked = (await salon.Miss(booking)).Expect(200);

        ((bool)marked["askToBlock"]!, (int)marked["noShows"]!, (int)marked["bookings"]!).Should().Be((false, 1, 1));
        (await salon.Status(booking)).Should().Be("noShow");
        (await salon.Bills()).Should().BeEmpty();
        ((int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be(1);
        ((JsonArray)(await salon.Business.Get("bookings?status=noShow")).Expect(200)["items"]!).Should().ContainSingle();
        (await salon.Business.Get($"audit?subject={ana}")).Expect(200).Text.Should().Contain("Did not come on");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-23")]
    public async Task Nobody_is_a_no_show_before_the_start(Db db)
    {
        var salon = await Salon.Open(db);
        var booking = await salon.Book(await salon.Customer(), minutesAgo: -30);

        (await salon.Miss(booking)).ExpectProblem(409, "too-early");
        (await salon.Status(booking)).Should().Be("booked");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-24")]
    public async Task What_is_cancelled_or_done_cannot_be_a_no_show_nor_can_a_no_show_be_one_twice(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var (cancelled, done, missed) = (await salon.Book(ana, 60), await salon.Book(ana, 180), await salon.Book(ana, 300));
        (await salon.Business.Post($"bookings/{cancelled}/cancel")).Expect(200);
        (await salon.Business.Post("bookings/outcomes", new { outcome = "done", bookingIds = new[] { done } })).Expect(200);
        (await salon.Miss(missed)).Expect(200);

        foreach (var booking in new[] { cancelled, done, missed })
            (await salon.Miss(booking)).ExpectProblem(409, "wrong-state");
        (await salon.Unmiss(done)).ExpectProblem(409, "wrong-state");
        foreach (var act in new[] { "arrive", "complete", "cancel", "move" })
            (await salon.Business.Post($"bookings/{missed}/{act}", new { })).ExpectProblem(409, "wrong-state");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-22")]
    public async Task Undone_everything_is_as_before_under_the_same_bill_number(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var booking = await salon.Book(ana);
        var before = (await salon.Bills()).Single().ToJsonString();
        var number = (string)(await salon.Bills()).Single()["number"]!;
        (await salon.Miss(booking)).Expect(200);

        (await salon.Unmiss(booking)).Expect(200);

        (await salon.Status(booking)).Should().Be("booked");
        (await salon.Bills()).Should().ContainSingle(bill => (string)bill["number"]! == number);
        before.Should().Contain(number);
        ((int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be(0);
        (await salon.Miss(booking)).Expect(200);
        ((string)(await salon.Unmiss(booking, arrived: true)).Expect(200)["status"]!).Should().Be("arrived");
        (await salon.Status(booking)).Should().Be("arrived");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-22")]
    public async Task The_time_of_a_no_show_is_free_and_undoing_takes_it_back_unless_it_is_gone(Db db)
    {
        var salon = await Salon.Open(db);
        var missed = await salon.Book(await salon.Customer(), minutesAgo: 10);
        (await salon.Miss(missed)).Expect(200);

        var walkIn = await salon.Book(await salon.Customer("Rui", "Costa"), minutesAgo: 0);

        (await salon.Unmiss(missed)).ExpectProblem(409, "slot-taken");
        (await salon.Status(missed)).Should().Be("noShow");
        (await salon.Business.Post($"bookings/{walkIn}/cancel")).Expect(200);
        (await salon.Business.Post($"bookings/{missed}/undo")).Expect(200);
        (await salon.Status(missed)).Should().Be("booked");
        (await salon.TryBook(await salon.Customer("Eva", "Lima"), minutesAgo: 0)).ExpectProblem(409, "slot-taken");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-26")]
    public async Task All_appointments_of_somebody_that_day_are_marked_at_once_or_none(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var (first, second, coming) = (await salon.Book(ana, 180), await salon.Book(ana, 60), await salon.Book(ana, -600));

        (await salon.Business.Post("no-shows", new { bookingIds = new[] { first, coming } })).ExpectProblem(409, "too-early");
        (await salon.Status(first)).Should().Be("booked");
        var both = (await salon.Business.Post("no-shows", new { bookingIds = new[] { first, second } })).Expect(200);

        ((JsonArray)both["items"]!).Should().HaveCount(2).And.OnlyContain(item => (int)item!["noShows"]! == 2);
        var third = await salon.Book(await salon.Customer("Rui", "Costa"), 30, salon.Tom);
        var rui = Guid.Parse((string)(await salon.Business.Get($"bookings/{third}")).Expect(200)["customerId"]!);
        (await salon.Business.Post("no-shows", new { customerId = rui, day = DateOnly.FromDateTime(salon.Now.AddMinutes(-30).UtcDateTime) })).Expect(200);
        (await salon.Status(third)).Should().Be("noShow");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-25")]
    public async Task What_was_paid_becomes_credit_to_give_back_or_to_keep_and_the_day_balances(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var (paid, part, voucher, untouched) = (await salon.Book(ana, 60), await salon.Book(ana, 180), await salon.Book(ana, 300), await salon.Book(ana, 420));
        await salon.Pay(paid, 8000, "cash");
        await salon.Pay(part, 3000);
        await salon.Pay(voucher, 8000, "voucher");

        var credits = new List<long>();
        foreach (var booking in new[] { paid, part, voucher, untouched })
            credits.Add((long)(await salon.Miss(booking)).Expect(200)["credit"]!["amountMinor"]!);

        credits.Should().Equal(8000, 3000, 8000, 0);
        (await salon.Business.Post($"cash/bills/{paid}/refunds", new { kind = "cash", amount = Salon.Eur(8000), reason = "Did not come" })).Expect(201);
        (await salon.Business.Post($"cash/bills/{part}/keep", new { amount = Salon.Eur(3000), reason = "Deposit of a no-show" })).Expect(200);
        ((long)(await salon.Bill(part))["total"]!["amountMinor"]!).Should().Be(3000, "C9: a fee that was kept stays on the voided bill");
        (await salon.Bills("voided")).Should().HaveCount(4);
        ((long)(await salon.Bill(paid))["balance"]!["amountMinor"]!).Should().Be(0);
        ((long)(await salon.Bill(voucher))["balance"]!["amountMinor"]!).Should().Be(-8000);
        var closing = (await salon.Business.Post("cash/closing", new { countedCash = Salon.Eur(0) })).Expect(201);
        ((long)closing["counted"]!["difference"]!["amountMinor"]!).Should().Be(0);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-3"), Trait("Criterion", "S3-5"), Trait("Criterion", "S3-6")]
    public async Task It_turns_grey_on_the_agenda_and_orange_in_the_customer_file_with_the_sentence(Db db)
    {
        var salon = await Salon.Open(db);
        var ana = await salon.Customer();
        var booking = await salon.Book(ana);
        using var desk = await salon.SignIn();
        var day = salon.Now.AddMinutes(-60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = (await desk.Open($"/bookings/{booking}")).Expect(HttpStatusCode.OK);
        (await desk.Send(page, "no-show")).Expect(HttpStatusCode.Redirect);

        var agenda = (await desk.Open($"/agenda?date={day}")).Expect(HttpStatusCode.OK);
        var tile = agenda.Document.QuerySelector($"[data-b='{booking}']")!;
        tile.ClassList.Should().Contain("no-show");
        tile.TextContent.Should().Contain("No-show");
        agenda.Document.QuerySelector(".legend")!.TextContent.Should().Contain("No-show");
        var file = (await desk.Open($"/customers/{ana}?tab=bookings")).Expect(HttpStatusCode.OK);
        file.Document.QuerySelector("tr.framed")!.TextContent.Should().Contain("The customer did not come.");

        (await desk.Send(await desk.Open($"/bookings/{booking}"), "late")).Expect(HttpStatusCode.Redirect);
        (await salon.Status(booking)).Should().Be("arrived");
        (await desk.Open($"/customers/{ana}?tab=bookings")).Document.QuerySelector("tr.framed").Should().BeNull();
    }
}
