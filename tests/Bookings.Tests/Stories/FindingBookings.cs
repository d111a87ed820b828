using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class FindingBookings
{
    [Theory, OnEveryDatabase]
    public async Task Lists_come_by_time_and_page_by_page_without_gap_or_repeat(Db db)
    {
        var desk = await Desk.Open(db);
        foreach (var hour in new[] { 15, 9, 13, 11, 17 })
            (await desk.Book(desk.Booking($"{hour:00}:00"))).Expect(201);
        (await desk.Book(desk.Booking("09:00").With("resourceId", desk.Tom))).Expect(201);

        var hours = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await desk.Business.Get($"bookings?most=1&cursor={cursor}")).Expect(200);
            page["items"]!.AsArray().Should().HaveCount(1);
            hours.AddRange(page["items"]!.AsArray().Select(item => ((string)item!["startsAt"]!)[11..13]));
            cursor = (string?)page["nextCursor"];
        }

        hours.Should().Equal("09", "09", "11", "13", "15", "17");
    }

    [Theory, OnEveryDatabase]
    public async Task Lists_narrow_down_by_day_customer_state_resource_and_code(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = (await desk.Book(desk.Booking())).Expect(201);
        var rui = (await desk.Book(desk.Booking("12:00", desk.SomeDay.AddDays(1)).For("Rui", "Costa").With("resourceId", desk.Tom))).Expect(201);
        (await desk.Business.Post($"bookings/{rui.Id}/cancel")).Expect(200);

        (await Ids(desk, $"from={desk.SomeDay:yyyy-MM-dd}&to={desk.SomeDay:yyyy-MM-dd}")).Should().Equal(ana.Id);
        (await Ids(desk, $"customerId={(Guid)rui["customerId"]!}")).Should().Equal(rui.Id);
        (await Ids(desk, "status=cancelled")).Should().Equal(rui.Id);
        (await Ids(desk, $"resourceId={desk.Eva}")).Should().Equal(ana.Id);
        (await Ids(desk, $"code={((string)ana["code"]!).ToLowerInvariant().Replace('-', '+')}")).Should().Equal(ana.Id);
        (await Ids(desk, "code=nonsense")).Should().BeEmpty();
        (await desk.Business.Get("bookings?cursor=nonsense")).ExpectProblem(422, "validation");
        (await desk.Business.Get("bookings?most=0")).ExpectProblem(422, "validation");
        (await desk.Business.Get("bookings?status=lost")).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Times_are_told_on_the_businesss_wall(Db db)
    {
        var desk = await Desk.Open(db, "Asia/Kathmandu");

        var booking = (await desk.Book(desk.Booking().With("startsAt", $"{desk.SomeDay:yyyy-MM-dd}T04:15:00Z"))).Expect(201);

        ((string?)booking["startsAt"]).Should().Be($"{desk.SomeDay:yyyy-MM-dd}T10:00:00+05:45");
    }

    [Theory, OnEveryDatabase]
    public async Task Other_modules_hear_what_was_booked(Db db)
    {
        var desk = await Desk.Open(db);
        var ana = await desk.Customer("Ana", "Silva", "ana@example.com");
        var late = (await desk.Book(desk.Booking("15:00").ForKnown(ana))).Expect(201);
        var soon = (await desk.Book(desk.Booking("10:00").ForKnown(ana))).Expect(201);
        var off = (await desk.Book(desk.Booking("12:00").ForKnown(ana))).Expect(201);
        (await desk.Business.Post($"bookings/{off.Id}/cancel")).Expect(200);

        var (coming, card, followers) = await desk.Business.Platform.Inside(desk.Business, async services => (
            await services.GetRequiredService<IBookings>().Coming(ana, default),
            await services.GetRequiredService<IBookings>().Find(late.Id, default),
            await services.GetServices<IFollowCustomer>().Single(follower => follower.Key == "bookings").Count(ana, default)));

        coming.Select(booking => booking.Id).Should().Equal(soon.Id, late.Id);
        card.Should().BeEquivalentTo(new { Code = (string)late["code"]!, Service = "Massage", Resource = "Eva", Status = BookingStatus.Booked, Version = 0 });
        followers.Should().Be(3);
    }

    [Theory, OnEveryDatabase]
    public async Task Another_businesss_ids_are_nobodys_ids(Db db)
    {
        var (mine, theirs) = (await Desk.Open(db), await Desk.Open(db));
        var booking = (await theirs.Book(theirs.Booking())).Expect(201);
        var customer = (Guid)booking["customerId"]!;
        var itinerary = (await theirs.Business.Post("itineraries", new { customerId = customer, from = theirs.SomeDay, to = theirs.SomeDay })).Expect(201).Id;
        var hold = (Guid)(await theirs.Business.Post("slot-holds", new { serviceId = theirs.Massage, resourceId = theirs.Tom, startsAt = Desk.At(theirs.SomeDay, "10:00") })).Expect(201)["holdToken"]!;

        foreach (var step in new[] { "move", "cancel", "arrive", "complete" })
            (await mine.Business.Post($"bookings/{booking.Id}/{step}", new { })).ExpectProblem(404, "not-found");
        (await mine.Business.Get($"bookings/{booking.Id}")).ExpectProblem(404, "not-found");
        (await mine.Business.Get($"itineraries/{itinerary}")).ExpectProblem(404, "not-found");
        (await mine.Business.Post("itineraries", new { customerId = customer, from = mine.SomeDay, to = mine.SomeDay })).ExpectProblem(404, "unknown-customer");
        (await mine.Book(mine.Booking().With("serviceId", theirs.Massage))).ExpectProblem(404, "unknown-service");
        (await mine.Book(mine.Booking().With("resourceId", theirs.Eva))).ExpectProblem(404, "unknown-resource");
        (await mine.Book(mine.Booking().ForKnown(customer))).ExpectProblem(404, "unknown-customer");
        (await mine.Book(mine.Booking().With("path", "itinerary").With("itineraryId", itinerary).With("customer", null))).ExpectProblem(404, "unknown-itinerary");
        (await mine.Business.Post("services", new { kind = "appointment", name = "x", durationMinutes = 5, resourceIds = new[] { theirs.Eva } })).ExpectProblem(404, "unknown-resource");
        (await mine.Business.Post("resources", new { kind = "person", name = "x", serviceIds = new[] { theirs.Massage } })).ExpectProblem(404, "unknown-service");
        (await mine.Business.Delete($"slot-holds/{hold}")).Expect(204);
        (await theirs.Book(theirs.Booking().With("resourceId", theirs.Tom))).ExpectProblem(409, "slot-taken");
        (await Ids(mine, $"customerId={customer}")).Should().BeEmpty();
    }

    private static async Task<IEnumerable<Guid>> Ids(Desk desk, string query) =>
        (await desk.Business.Get($"bookings?{query}")).Expect(200)["items"]!.AsArray().Select(item => (Guid)item!["id"]!);
}
