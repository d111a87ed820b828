using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Several bookings of one stay for one party, some of them for guests other than the booker.</summary>
public sealed class PlanningAnItinerary
{
    [Theory, OnEveryDatabase]
    public async Task A_booking_is_for_a_guest_and_booked_by_the_customer(Db db)
    {
        var desk = await Desk.Open(db);
        var (itinerary, anna) = await Open(desk);
        var ben = (await desk.Business.Post($"itineraries/{itinerary.Id}/guests", new { name = "Ben O'Neil", email = "ben@oneil.example" })).Expect(201);

        var booked = (await desk.Book(For(desk, itinerary.Id).With("itineraryGuestId", ben.Id))).Expect(201);
        (await desk.Book(For(desk, itinerary.Id, "14:00"))).Expect(201);

        ((string?)booked["guest"], (Guid)booked["customerId"]!).Should().Be(("Ben O'Neil", anna));
        var plan = (await desk.Business.Get($"itineraries/{itinerary.Id}")).Expect(200);
        plan["bookings"]!.AsArray().Select(booking => (string?)booking!["guest"]).Should().Equal("Ben O'Neil", null);
        plan["guests"]!.AsArray().Select(guest => (string)guest!["email"]!).Should().Equal("ben@oneil.example");
        (await desk.Customers()).Should().Be(1, "a guest of an itinerary is no customer");
    }

    [Theory, OnEveryDatabase]
    public async Task Guests_are_changed_and_removed_but_not_while_a_booking_is_for_them(Db db)
    {
        var desk = await Desk.Open(db);
        var (itinerary, _) = await Open(desk);
        var ben = (await desk.Business.Post($"itineraries/{itinerary.Id}/guests", new { name = "Ben", phone = "+351 900" })).Expect(201);
        var path = $"itineraries/{itinerary.Id}/guests/{ben.Id}";

        ((string?)(await desk.Business.Patch(path, new { name = "Benjamin" }, (int)ben["version"]!)).Expect(200)["phone"]).Should().Be("+351 900");
        (await desk.Business.Patch(path, new { name = "B" }, (int)ben["version"]!)).ExpectProblem(412, "changed-meanwhile");
        var booked = (await desk.Book(For(desk, itinerary.Id).With("itineraryGuestId", ben.Id))).Expect(201);
        ((int)(await desk.Business.Delete(path)).ExpectProblem(409, "guest-has-bookings")["bookings"]!).Should().Be(1);
        (await desk.Business.Post($"bookings/{booked.Id}/cancel")).Expect(200);
        (await desk.Business.Delete(path)).Status.Should().Be(204);
        (await desk.Business.Delete(path)).ExpectProblem(404, "not-found");
        (await desk.Book(For(desk, itinerary.Id, "16:00").With("itineraryGuestId", ben.Id))).ExpectProblem(404, "unknown-guest");
    }

    [Fact]
    public async Task A_guest_without_a_name_or_with_half_an_email_is_refused_by_field()
    {
        var desk = await Desk.Open(Db.Sqlite);
        var (itinerary, _) = await Open(desk);

        (await desk.Business.Post($"itineraries/{itinerary.Id}/guests", new { name = "  ", email = "ben@" })).ExpectProblem(422, "validation")["errors"]!.AsObject()
            .Select(error => error.Key).Should().BeEquivalentTo("name", "email");
        (await desk.Business.Post($"itineraries/{Guid.NewGuid()}/guests", new { name = "Ben" })).ExpectProblem(404, "not-found");
        (await desk.Business.Get($"itineraries/{itinerary.Id}")).Expect(200)["guests"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Title_and_days_are_changed_and_a_customer_s_itineraries_listed(Db db)
    {
        var desk = await Desk.Open(db);
        var (itinerary, anna) = await Open(desk);

        var changed = (await desk.Business.Patch($"itineraries/{itinerary.Id}", new { title = "Anniversary", to = desk.SomeDay.AddDays(5) }, (int)itinerary["version"]!)).Expect(200);

        ((string?)changed["title"], (string?)changed["from"], (string?)changed["to"]).Should().Be(("Anniversary", $"{desk.SomeDay:yyyy-MM-dd}", $"{desk.SomeDay.AddDays(5):yyyy-MM-dd}"));
        (await desk.Business.Patch($"itineraries/{itinerary.Id}", new { title = "x" }, (int)itinerary["version"]!)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Patch($"itineraries/{itinerary.Id}", new { to = desk.SomeDay.AddDays(-1) })).ExpectProblem(422, "validation");
        (await desk.Business.Get($"itineraries?customerId={anna}")).Expect(200)["items"]!.AsArray().Select(item => (Guid)item!["id"]!).Should().Equal(itinerary.Id);
        (await desk.Business.Get($"itineraries?customerId={Guid.NewGuid()}")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    private static async Task<(ApiAnswer Itinerary, Guid Anna)> Open(Desk desk)
    {
        var anna = await desk.Customer("Anna", "Smyth", "anna@smyth.example");
        return ((await desk.Business.Post("itineraries", new { customerId = anna, from = desk.SomeDay, to = desk.SomeDay.AddDays(2) })).Expect(201), anna);
    }

    private static System.Text.Json.Nodes.JsonObject For(Desk desk, Guid itinerary, string time = "10:00") =>
        desk.Booking(time).With("path", "itinerary").With("itineraryId", itinerary).With("customer", null);
}
