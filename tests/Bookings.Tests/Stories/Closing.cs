using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Closures and hours by date.</summary>
public sealed class Closing
{
    [Theory, OnEveryDatabase]
    public async Task A_closed_house_takes_no_booking_of_any_kind_and_staff_are_told_why(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "18:00") })).Expect(201);
        await Close(desk, "Boiler repair", desk.SomeDay, desk.SomeDay.AddDays(1));

        var refused = (await desk.Book(desk.Booking())).ExpectProblem(422, "closed");

        ((string)refused["reason"]!).Should().Be("Boiler repair");
        ((string)refused["detail"]!).Should().Contain("Boiler repair");
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay.AddDays(-1), 3))).ExpectProblem(422, "closed");
        (await desk.Book(desk.Booking("18:00").With("serviceId", desk.Yoga).With("resourceId", null))).ExpectProblem(422, "closed");
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "09:00") })).ExpectProblem(422, "closed");
        (await desk.Business.Post("slot-holds", new { serviceId = desk.Massage, startsAt = Desk.At(desk.SomeDay, "09:00") })).ExpectProblem(422, "closed");
        foreach (var service in new[] { desk.Massage, desk.Yoga, desk.Double })
            (await Free(desk, service, desk.SomeDay)).Should().BeEmpty();
        (await desk.Book(desk.Booking("10:00", desk.SomeDay.AddDays(1)))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task Closing_over_bookings_is_allowed_and_names_those_that_must_be_moved(Db db)
    {
        var desk = await Desk.Open(db);
        var massage = (await desk.Book(desk.Booking())).Expect(201);
        (await desk.Book(desk.Booking().With("resourceId", desk.Tom))).Expect(201);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "18:00") })).Expect(201);
        var yoga = (await desk.Book(desk.Booking("18:00").With("serviceId", desk.Yoga).With("resourceId", null))).Expect(201);

        var closure = await Close(desk, "Away", desk.SomeDay, desk.SomeDay.AddDays(1), desk.Eva, desk.Studio);

        ((int)closure["conflictCount"]!).Should().Be(2);
        closure["conflicts"]!.AsArray().Select(booking => (Guid)booking!["id"]!).Should().Equal(massage.Id, yoga.Id);
        (await desk.Business.Post($"bookings/{massage.Id}/move", new { resourceId = desk.Tom, startsAt = Desk.At(desk.SomeDay, "14:00") })).Expect(200);
        (await desk.Business.Post($"bookings/{massage.Id}/move", new { resourceId = desk.Eva })).ExpectProblem(422, "closed");
        ((int)(await desk.Business.Get("closures")).Expect(200)["items"]![0]!["conflictCount"]!).Should().Be(1);
        (await desk.Book(desk.Booking("10:00").With("resourceId", null).With("startsAt", Desk.At(desk.SomeDay, "16:00")))).Expect(201)["resource"]!.GetValue<string>().Should().Be("Tom");
    }

    [Theory, OnEveryDatabase]
    public async Task A_closure_is_changed_and_taken_back(Db db)
    {
        var desk = await Desk.Open(db);
        var closure = await Close(desk, "Away", desk.SomeDay, desk.SomeDay.AddDays(1), desk.Eva);
        var body = new { from = Desk.At(desk.SomeDay, "12:00"), until = Desk.At(desk.SomeDay, "14:00"), reason = "Lunch", resourceIds = new[] { desk.Tom } };

        (await desk.Business.Put($"closures/{closure.Id}", body, (int)closure["version"]!)).Expect(200)["resourceIds"]!.AsArray().Select(id => (Guid)id!).Should().Equal(desk.Tom);

        (await desk.Business.Put($"closures/{closure.Id}", body, (int)closure["version"]!)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Book(desk.Booking())).Expect(201);
        (await desk.Book(desk.Booking("11:15").With("resourceId", desk.Tom))).ExpectProblem(422, "closed");
        (await desk.Book(desk.Booking("14:00").With("resourceId", desk.Tom))).Expect(201);
        (await desk.Business.Delete($"closures/{closure.Id}")).Status.Should().Be(204);
        (await desk.Book(desk.Booking("11:15").With("resourceId", desk.Tom))).Expect(201);
        (await desk.Business.Get($"closures/{closure.Id}")).ExpectProblem(404, "not-found");
    }

    [Theory]
    [InlineData("from", null), InlineData("from", "soon"), InlineData("until", "2020-01-01T10:00"), InlineData("until", "2099-01-01T10:00"), InlineData("reason", " "), InlineData("reason", "a\0b")]
    public async Task A_closure_without_sense_is_refused_by_field(string field, string? value)
    {
        var desk = await Desk.Open(Db.Sqlite);
        var body = new JsonObject { ["from"] = "2027-01-01T10:00", ["until"] = "2027-01-02T10:00", ["reason"] = "x" };
        body[field] = value;

        (await desk.Business.Post("closures", body)).ExpectProblem(422, "validation")["errors"]!.AsObject().Select(error => error.Key).Should().Equal(field);
        (await desk.Business.Get("closures")).Expect(200)["items"]!.AsArray().Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Hours_by_date_replace_those_of_the_weekday_for_all_or_for_one(Db db)
    {
        var desk = await Desk.Open(db);
        await Hours(desk, null, ("10:00", "12:00"), ("20:00", "24:00"));
        await Hours(desk, desk.Tom, ("06:00", "08:00"));

        var free = await Free(desk, desk.Massage, desk.SomeDay);

        Times(free, desk.Eva).Should().StartWith("10:00").And.EndWith("23:00").And.NotContain("12:00").And.Contain("20:00");
        Times(free, desk.Tom).Should().Equal("06:00", "06:15", "06:30", "06:45", "07:00");
        (await desk.Book(desk.Booking("23:00"))).Expect(201);
        (await desk.Book(desk.Booking("14:00"))).ExpectProblem(422, "closed");
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 1))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task A_date_set_twice_keeps_the_second_and_one_without_hours_is_not_open(Db db)
    {
        var desk = await Desk.Open(db);
        await Hours(desk, null, ("10:00", "12:00"));
        var day = await Hours(desk, null);

        (await Free(desk, desk.Massage, desk.SomeDay)).Should().BeEmpty();
        (await desk.Business.Get("special-days")).Expect(200)["items"]!.AsArray().Should().ContainSingle();
        (await desk.Business.Delete($"special-days/{day.Id}")).Status.Should().Be(204);
        (await Free(desk, desk.Massage, desk.SomeDay)).Should().NotBeEmpty();
        (await desk.Business.Put("special-days", new { day = desk.SomeDay, hours = new[] { new { from = "12:00", until = "11:00" } } })).ExpectProblem(422, "validation");
        (await desk.Business.Put("special-days", new { hours = Array.Empty<object>() })).ExpectProblem(422, "validation");
    }

    private static async Task<ApiAnswer> Hours(Desk desk, Guid? resource, params (string From, string Until)[] hours) =>
        (await desk.Business.Put("special-days", new { day = desk.SomeDay, resourceId = resource, hours = hours.Select(open => new { from = open.From, until = open.Until }) })).Expect(200);

    private static async Task<ApiAnswer> Close(Desk desk, string reason, DateOnly from, DateOnly until, params Guid[] resources) =>
        (await desk.Business.Post("closures", new { from = Desk.At(from, "00:00"), until = Desk.At(until, "00:00"), reason, resourceIds = resources })).Expect(201);

    private static async Task<IReadOnlyList<JsonNode>> Free(Desk desk, Guid service, DateOnly day) =>
        (await desk.Business.Get($"availability?serviceId={service}&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}")).Expect(200)["items"]!.AsArray().Select(item => item!).ToList();

    private static List<string> Times(IEnumerable<JsonNode> free, Guid resource) =>
        free.Where(item => (Guid)item["resourceId"]! == resource).Select(item => ((string)item["startsAt"]!)[11..16]).ToList();
}
