using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class BookingWithoutAnEmail
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-1"), Trait("Criterion", "S0-2"), Trait("Criterion", "S0-31"), Trait("Criterion", "S0-6"), Trait("Criterion", "S0-14"), Trait("Criterion", "S0-17")]
    [Trait("Criterion", "S0-22"), Trait("Criterion", "S0-23"), Trait("Criterion", "S0-24")]
    public async Task A_first_and_a_last_name_are_enough_to_book(Db db)
    {
        var desk = await Desk.Open(db);

        var booking = (await desk.Book(desk.Booking())).Expect(201);

        ((string?)booking["code"]).Should().MatchRegex("^[0-9A-Z]{4}-[0-9A-Z]{4}$");
        ((string?)booking["status"]).Should().Be("booked");
        ((bool?)booking["reachable"]).Should().BeFalse();
        booking["customer"]!["email"].Should().BeNull();
        ((string?)booking["customer"]!["emailState"]).Should().Be("placeholder");
        ((string?)booking["customer"]!["placeholderEmail"]).Should().MatchRegex("^guest\\.[0-9a-hjkmnp-tv-z]{26}@placeholder\\.invalid$");
        var customer = (await desk.Business.Get($"customers/{(string?)booking["customerId"]}")).Expect(200);
        ((string?)customer["firstName"]).Should().Be("Ana");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-15"), Trait("Criterion", "S0-16"), Trait("Criterion", "S0-21")]
    public async Task Without_the_consent_to_book_without_email_there_is_a_warning_and_nothing_is_saved(Db db)
    {
        var desk = await Desk.Open(db);

        var warned = (await desk.Book(desk.Booking().With("bookWithoutEmail", false))).ExpectProblem(422, "email-missing");

        ((JsonArray)warned["consequences"]!).Should().HaveCount(4);
        (await desk.Bookings(), await desk.Customers()).Should().Be((0, 0));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-18")]
    public async Task With_an_email_there_is_no_warning(Db db)
    {
        var desk = await Desk.Open(db);

        var booking = (await desk.Book(desk.Booking().For("Ana", "Silva", "ana@example.com").With("bookWithoutEmail", false))).Expect(201);

        ((bool?)booking["reachable"]).Should().BeTrue();
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-19")]
    public async Task A_malformed_email_is_a_mistake_and_not_a_missing_one(Db db)
    {
        var desk = await Desk.Open(db);

        (await desk.Book(desk.Booking().For("Ana", "Silva", "ana@@example"))).ExpectProblem(422, "email-malformed");

        (await desk.Bookings()).Should().Be(0);
    }

    [Theory]
    [InlineData(null, "Silva", "customer.firstName"), InlineData("  ", "Silva", "customer.firstName"), InlineData("Ana", null, "customer.lastName"), InlineData("Ana", " \t ", "customer.lastName")]
    [Trait("Criterion", "S0-7"), Trait("Criterion", "S0-8"), Trait("Criterion", "S0-9")]
    public async Task Without_a_name_nothing_is_booked(string? first, string? last, string field)
    {
        var desk = await Desk.Open(Db.Sqlite);

        var refused = (await desk.Book(desk.Booking().For(first, last))).ExpectProblem(422, "validation");

        refused["errors"]!.AsObject().Select(error => error.Key).Should().Equal(field);
        (await desk.Bookings(), await desk.Customers()).Should().Be((0, 0));
        (await desk.Book(desk.Booking())).Expect(201);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-25")]
    public async Task When_the_slot_is_taken_no_profile_is_left_behind(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking())).Expect(201);

        (await desk.Book(desk.Booking().For("Rui", "Costa"))).ExpectProblem(409, "slot-taken");

        (await desk.Bookings(), await desk.Customers()).Should().Be((1, 1));
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-26")]
    public async Task Two_people_of_one_name_booked_at_once_are_two_with_addresses_of_their_own(Db db)
    {
        var desk = await Desk.Open(db);

        var booked = await Task.WhenAll(desk.Book(desk.Booking("10:00")), desk.Book(desk.Booking("12:00")));

        booked.Select(one => (string?)one.Expect(201)["customer"]!["placeholderEmail"]).Should().OnlyHaveUniqueItems();
        (await desk.Customers()).Should().Be(2);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-5")]
    public async Task The_history_says_through_which_door_the_booking_came(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);

        var read = (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200);

        ((string?)read["path"]).Should().Be("unvalidated");
        var made = read["history"]!.AsArray().Should().ContainSingle().Subject!;
        ((string?)made["action"]).Should().Be("booking.made");
        ((string?)made["sentence"]).Should().Contain("without looking for a known customer");
        ((string?)made["source"]).Should().Be("api");
    }
}
