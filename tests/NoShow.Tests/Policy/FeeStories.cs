using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests.Policy;

/// <summary>A fee instead of the price, on the bill under its own number (C9).</summary>
public sealed class FeeStories
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-22")]
    public async Task A_fee_is_open_in_the_register_until_paid_and_gone_when_the_no_show_is_undone(Db db)
    {
        var (salon, booking) = await Missed(db, "fair");
        var number = (string)(await salon.Bill(booking))["number"]!;
        (await salon.Bills()).Should().BeEmpty();

        var fee = (await Charge(salon, booking, new { reason = "Did not come, policy fair" })).Expect(200);

        ((string)fee["number"]!, (long)fee["total"]!["amountMinor"]!, (string)fee["state"]!).Should().Be((number, 4000, "open"));
        (await salon.Bills()).Should().ContainSingle();
        (await salon.Bill(booking)).ToJsonString().Should().Contain("Did not come, policy fair");
        (await Charge(salon, booking, new { })).ExpectProblem(409, "wrong-state");
        (await salon.Business.Post($"cash/bills/{booking}/restore")).ExpectProblem(409, "wrong-state");
        (await salon.Business.Post($"cash/bills/{booking}/void", new { reason = "Waived" })).Expect(200);
        (await salon.Business.Post($"cash/bills/{booking}/restore")).Expect(200);
        ((long)(await salon.Bill(booking))["total"]!["amountMinor"]!).Should().Be(4000, "nobody came all the same");
        await salon.Pay(booking, 4000);
        (await salon.Bills()).Should().BeEmpty();

        (await salon.Unmiss(booking)).Expect(200);
        var restored = await salon.Bill(booking);
        ((long)restored["total"]!["amountMinor"]!, (long)restored["paid"]!["amountMinor"]!, (string)restored["state"]!).Should().Be((8000, 4000, "open"));
        (await salon.Miss(booking)).Expect(200);
        ((string)(await salon.Bill(booking))["state"]!).Should().Be("voided");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-25")]
    public async Task A_deposit_counts_towards_the_fee(Db db)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { preset = "strict" })).Expect(200);
        var booking = await salon.Book(await salon.Customer());
        await salon.Pay(booking, 3000);
        (await salon.Miss(booking)).Expect(200);

        var fee = (await Charge(salon, booking, new { })).Expect(200);

        ((long)fee["total"]!["amountMinor"]!, (long)fee["balance"]!["amountMinor"]!).Should().Be((8000, 5000));
    }

    [Theory, OnEveryDatabase]
    public async Task What_makes_no_fee_is_refused_and_changes_nothing(Db db)
    {
        var (salon, booking) = await Missed(db, "none");
        (await Charge(salon, booking, new { })).ExpectProblem(409, "no-fee");
        (await Charge(salon, booking, new { amount = Salon.Eur(8001) })).ExpectProblem(422, "validation");
        (await Charge(salon, booking, new { amount = Salon.Eur(0) })).ExpectProblem(422, "validation");
        (await Charge(salon, booking, new { amount = new { amountMinor = 100, currency = "USD" } })).ExpectProblem(422, "wrong-currency");
        (await Charge(salon, booking, new { amount = Salon.Eur(100), reason = new string('x', 501) })).ExpectProblem(422, "validation");
        (await Charge(salon, await salon.Book(await salon.Customer("Rui", "Costa"), 200), new { amount = Salon.Eur(100) })).ExpectProblem(404, "not-found");
        ((string)(await salon.Bill(booking))["state"]!).Should().Be("voided");

        (await Charge(salon, booking, new { amount = Salon.Eur(100) })).Expect(200);
        var line = (string)(await salon.Bill(booking))["lines"]![1]!["id"]!;
        (await salon.Business.Delete($"cash/bills/{booking}/lines/{line}")).ExpectProblem(409, "wrong-state");
    }

    [Theory, OnEveryDatabase]
    public async Task At_the_desk_the_fee_of_the_policy_is_proposed(Db db)
    {
        var (salon, booking) = await Missed(db, "fair");
        using var desk = await salon.SignIn();
        var form = (await desk.Open($"/bookings/{booking}/no-show-fee")).Expect(System.Net.HttpStatusCode.OK);
        form.Html.Should().Contain("value=\"40");
        (await desk.Send(form, "no-show-fee", ("amount", "much"), ("reason", "x"))).ErrorOf("amount").Should().Contain("Write the fee");
        (await desk.Send(form, "no-show-fee", ("amount", "42,50"), ("reason", "Did not come"))).Expect(System.Net.HttpStatusCode.Redirect);
        ((long)(await salon.Bill(booking))["total"]!["amountMinor"]!).Should().Be(4250);
    }

    private static async Task<(Salon Salon, Guid Booking)> Missed(Db db, string preset)
    {
        var salon = await Salon.Open(db);
        (await salon.Business.Put("no-show-policy", new { preset })).Expect(200);
        var booking = await salon.Book(await salon.Customer());
        (await salon.Miss(booking)).Expect(200);
        return (salon, booking);
    }

    private static Task<ApiAnswer> Charge(Salon salon, Guid booking, object request) => salon.Business.Post($"bookings/{booking}/no-show/fee", request);
}
