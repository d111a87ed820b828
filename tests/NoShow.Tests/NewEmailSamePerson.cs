using System.Text.Json.Nodes;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.NoShow.Tests;

/// <summary>Somebody who is blocked comes back under another address.</summary>
public sealed class NewEmailSamePerson
{
    private const string Phone = "+351912000111";

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-17"), Trait("Criterion", "S3-31")]
    public async Task Staff_see_what_agrees_and_block_again_in_one_step_outside_all_statistics(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var first = await salon.Customer(email: "ana.silva@mail.example", phone: Phone);
        (await salon.Block(first)).Expect(200);

        var booking = (await (Guest.Of(salon, "anasilva+2@mail.example", "Anna", "Silver") with { Phone = Phone }).BookWithCode(3)).Expect(201).Id;

        using var desk = await salon.SignIn();
        var page = await desk.Open($"/bookings/{booking}");
        page.Text.Should().Contain("2 of 2 signals agree with a blocked customer").And.Contain("telephone").And.Contain("a variant of the email");
        page.Document.QuerySelectorAll($"a[href='/customers/{first}']").Should().NotBeEmpty("who may see customers can compare");
        var second = Guid.Parse((string)(await salon.Business.Get($"bookings/{booking}")).Expect(200)["customerId"]!);
        second.Should().NotBe(first);
        ((bool)(await salon.CustomerNow(second))["onlineBlocked"]!).Should().BeFalse("nothing is blocked by itself");

        (await desk.Send(page, "block-again")).Expect(System.Net.HttpStatusCode.Redirect);

        ((bool)(await salon.CustomerNow(second))["onlineBlocked"]!).Should().BeTrue();
        ((string)(await salon.Business.Get($"customers/{second}/online-block")).Expect(200)["cause"]!).Should().Be("fakeBooking");
        (await salon.Status(booking)).Should().Be("booked", "what becomes of the booking is a decision of its own");
        (await Guest.Of(salon, "anasilva+2@mail.example", "Anna", "Silver").Book(5)).ExpectProblem(403, "online-blocked");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S3-31")]
    public async Task A_fake_booking_does_not_count_against_the_person_whose_name_was_used(Db db)
    {
        var salon = await Salon.Open(db, advanced: true);
        var ana = await salon.Customer(email: "ana@silva.example");
        var (real, fake) = (await salon.Book(ana, 60), await salon.Book(ana, 180));
        (await salon.Miss(real)).Expect(200);
        (await salon.Miss(fake)).Expect(200);
        ((int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be(2);

        (await salon.Business.Post($"bookings/{fake}/block-again")).Expect(200);

        ((int)(await salon.CustomerNow(ana))["noShows"]!).Should().Be(1);
        using var desk = await salon.SignIn();
        (await desk.Open($"/customers/{ana}")).Text.Should().Contain("1 of 1");
    }

    [Theory, OnEveryDatabase]
    public async Task One_signal_alone_says_nothing_and_other_businesses_hashes_are_others(Db db)
    {
        var (salon, other) = (await Salon.Open(db, advanced: true), await Salon.Open(db, advanced: true));
        (await salon.Block(await salon.Customer(email: "ana.silva@mail.example", phone: Phone))).Expect(200);
        (await other.Block(await other.Customer("Rui", "Costa", "rui@costa.example"))).Expect(200);

        var stranger = (await (Guest.Of(salon, "maria@lima.example", "Maria", "Lima") with { Phone = Phone }).BookWithCode(3)).Expect(201).Id;
        var elsewhere = (await (Guest.Of(other, "anasilva@mail.example") with { Phone = Phone }).Book(3)).Expect(201).Id;

        foreach (var (house, booking) in new[] { (salon, stranger), (other, elsewhere) })
        {
            using var desk = await house.SignIn();
            (await desk.Open($"/bookings/{booking}")).Text.Should().NotContain("signals agree");
        }
    }

    [Theory]
    [InlineData("Anna.Smyth+spa@Mail.example", "annasmyth@mail.example")]
    [InlineData("annasmyth7@mail.example", "annasmyth@mail.example")]
    [InlineData("a1@mail.example", "a1@mail.example")]
    [InlineData("annasmyth@other.example", "annasmyth@other.example")]
    public void A_family_of_addresses_is_what_is_left_without_dots_suffixes_and_last_digits(string typed, string family) =>
        Signals.Family(typed).Should().Be(family);
}
