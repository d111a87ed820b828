using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class BookingForSomebodyKnown
{
    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-3"), Trait("Criterion", "S0-5"), Trait("Criterion", "S0-10")]
    public async Task Name_and_email_come_from_the_customer_that_was_chosen(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");

        var booking = (await desk.Book(desk.Booking().ForKnown(ana).With("bookWithoutEmail", false))).Expect(201);

        booking["customer"]!.ToJsonString().Should().Contain("Ana").And.Contain("Silva").And.Contain("ana@example.com");
        ((bool?)booking["reachable"]).Should().BeTrue();
        var read = (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200);
        ((string?)read["path"]).Should().Be("validated");
        ((string?)read["history"]![0]!["sentence"]).Should().Contain("looked up first");
        (await desk.Customers()).Should().Be(1);
    }

    [Theory]
    [InlineData("firstName", "Anna"), InlineData("lastName", "Sousa"), InlineData("email", "other@example.com"), InlineData("email", "")]
    [Trait("Criterion", "S0-11"), Trait("Criterion", "S0-12")]
    public async Task A_locked_field_is_refused_and_says_where_it_can_be_changed(string field, string value)
    {
        var desk = await Desk.Open(Db.Sqlite);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");

        var booking = desk.Booking().ForKnown(ana);
        booking["customer"]![field] = value;
        var refused = (await desk.Book(booking)).ExpectProblem(422, "customer-locked");

        refused["errors"]!.AsObject().Select(error => error.Key).Should().Equal($"customer.{field}");
        ((string?)refused["changeAt"]).Should().Be($"/customers/{ana}");
        (await desk.Bookings()).Should().Be(0);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-12")]
    public async Task What_is_not_locked_stays_free_and_the_same_details_are_no_alteration(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var customer = new JsonObject { ["id"] = ana, ["firstName"] = " Ana ", ["lastName"] = "Silva", ["email"] = "ANA@example.com" };

        var booking = (await desk.Book(desk.Booking().ForKnown(ana).With("customer", customer).With("notes", "Arrives late").With("alert", "Allergic to nuts"))).Expect(201);

        ((string?)booking["notes"]).Should().Be("Arrives late");
        ((string?)booking["alert"]!["text"]).Should().Be("Allergic to nuts");
        ((string?)booking["alert"]!["from"]).Should().Be("own");
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-13"), Trait("Criterion", "S0-15")]
    public async Task A_known_customer_without_an_email_is_warned_about_as_well(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva");

        var warned = (await desk.Book(desk.Booking().ForKnown(ana).With("bookWithoutEmail", false))).ExpectProblem(422, "email-missing");
        var booking = (await desk.Book(desk.Booking().ForKnown(ana))).Expect(201);

        ((JsonArray)warned["consequences"]!).Should().NotBeEmpty();
        booking["customer"]!["email"].Should().BeNull("a placeholder is never shown as if it were an address");
        (await desk.Customers()).Should().Be(1);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-4"), Trait("Criterion", "S0-5")]
    public async Task An_itinerary_is_booked_for_its_own_customer(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var itinerary = (await desk.Business.Post("itineraries", new { customerId = ana, title = "Anniversary", from = desk.SomeDay, to = desk.SomeDay.AddDays(3) })).Expect(201);

        var booking = (await desk.Book(ForItinerary(desk, itinerary.Id))).Expect(201);

        ((Guid?)booking["customerId"]).Should().Be(ana);
        ((string?)booking["path"]).Should().Be("itinerary");
        var read = (await desk.Business.Get($"itineraries/{itinerary.Id}")).Expect(200);
        ((string?)read["title"]).Should().Be("Anniversary");
        read["bookings"]!.AsArray().Select(one => (Guid)one!["id"]!).Should().Equal(booking.Id);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-4")]
    public async Task The_itinerary_path_needs_an_itinerary_and_nobody_else(Db db)
    {
        var desk = await Desk.Open(db);
        var (ana, rui) = (await desk.Customer("Ana", "Silva", "ana@example.com"), await desk.Customer("Rui", "Costa", "rui@example.com"));
        var itinerary = (await desk.Business.Post("itineraries", new { customerId = ana, from = desk.SomeDay, to = desk.SomeDay })).Expect(201).Id;

        (await desk.Book(ForItinerary(desk, itinerary).With("itineraryId", null))).ExpectProblem(422, "validation");
        (await desk.Book(ForItinerary(desk, Guid.NewGuid()))).ExpectProblem(404, "unknown-itinerary");
        (await desk.Book(ForItinerary(desk, itinerary).With("customer", new JsonObject { ["id"] = rui }))).ExpectProblem(422, "customer-locked");

        (await desk.Bookings()).Should().Be(0);
    }

    [Fact]
    public async Task Each_path_needs_what_it_is_about()
    {
        var desk = await Desk.Open(Db.Sqlite);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");

        (await desk.Book(desk.Booking().With("path", "validated"))).ExpectProblem(422, "validation");
        (await desk.Book(desk.Booking().ForKnown(ana).With("path", "unvalidated"))).ExpectProblem(422, "validation");
        (await desk.Book(desk.Booking().With("path", "online"))).ExpectProblem(422, "validation");
        (await desk.Book(desk.Booking().With("path", "by-carrier-pigeon"))).ExpectProblem(400, "malformed");
        (await desk.Book(desk.Booking().ForKnown(Guid.NewGuid()))).ExpectProblem(404, "unknown-customer");
        (await desk.Book(desk.Booking().ForKnown(ana).With("path", null))).Expect(201)["path"]!.GetValue<string>().Should().Be("validated");
    }

    private static JsonObject ForItinerary(Desk desk, Guid itinerary) =>
        desk.Booking().With("path", "itinerary").With("itineraryId", itinerary).With("customer", null);
}
