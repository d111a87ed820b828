using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class SettingUp
{
    [Theory, OnEveryDatabase]
    public async Task An_empty_business_is_ready_after_a_resource_and_a_service(Db db)
    {
        var business = await (await Platform.On(db)).NewBusiness(currency: "JPY");
        var ken = (await business.Post("resources", new { kind = "person", name = "健", hours = Desk.AllDays("00:00", "24:00") })).Expect(201);
        var service = (await business.Post("services", new { kind = "appointment", name = "カット", durationMinutes = 45, priceMinor = 5000, colour = "teal", resourceIds = new[] { ken.Id } })).Expect(201);

        var services = (await business.Get("services")).Expect(200)["items"]!.AsArray();
        var resources = (await business.Get("resources")).Expect(200)["items"]!.AsArray();

        services.Should().ContainSingle();
        services[0]!.ToJsonString().Should().Be(service.Json.ToJsonString());
        services[0]!["price"]!.ToJsonString().Should().Be("""{"amountMinor":5000,"currency":"JPY"}""");
        resources[0]!["hours"]!.AsArray().Should().HaveCount(7);
        resources[0]!["hours"]![0]!.ToJsonString().Should().Be("""{"day":"sunday","from":"00:00","until":"24:00"}""");
    }

    [Fact]
    public async Task A_service_is_checked_field_by_field()
    {
        var desk = await Desk.Open(Db.Sqlite);

        var refused = (await desk.Business.Post("services", new
        {
            name = "  ",
            description = new string('x', 2001),
            durationMinutes = 0,
            bufferBeforeMinutes = -1,
            bufferAfterMinutes = 481,
            capacity = 0,
            priceMinor = -1,
            colour = "#ff0000",
        })).ExpectProblem(422, "validation");

        refused["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo(
            "kind", "name", "description", "durationMinutes", "bufferBeforeMinutes", "bufferAfterMinutes", "capacity", "priceMinor", "colour");
    }

    [Theory]
    [InlineData("9", "18:00"), InlineData("18:00", "09:00"), InlineData("09:00", "25:00"), InlineData(null, "18:00"), InlineData("09:00", "09:00")]
    public async Task Impossible_opening_hours_are_refused(string? from, string until)
    {
        var desk = await Desk.Open(Db.Sqlite);

        (await desk.Business.Post("resources", new { kind = "person", name = "Eva", hours = new[] { new { day = "monday", from, until } } })).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task Dates_of_a_class_are_set_all_or_none(Db db)
    {
        var desk = await Desk.Open(db);
        var dates = new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "09:00"), weeks = 4 };
        var set = (await desk.Business.Post("class-sessions", dates)).Expect(201)["items"]!.AsArray();

        set.Select(item => ((string)item!["startsAt"]!)[11..16]).Should().HaveCount(4).And.OnlyContain(time => time == "09:00");
        (await desk.Business.Post("class-sessions", dates with { weeks = 1 })).ExpectProblem(409, "slot-taken");
        (await desk.Business.Post("class-sessions", dates with { startsAt = Desk.At(desk.SomeDay.AddDays(-7), "09:30"), weeks = 3 })).ExpectProblem(409, "slot-taken");
        (await desk.Business.Post("class-sessions", dates with { startsAt = "2020-01-01T09:00" })).ExpectProblem(422, "in-the-past");
        (await desk.Business.Post("class-sessions", dates with { serviceId = desk.Massage })).ExpectProblem(422, "validation");
        (await desk.Business.Post("class-sessions", dates with { weeks = 53 })).ExpectProblem(422, "validation");
        (await desk.Business.Post("class-sessions", dates with { resourceId = desk.Eva })).ExpectProblem(404, "unknown-resource");
        var free = (await desk.Business.Get($"availability?serviceId={desk.Yoga}&from={desk.SomeDay.AddDays(-7):yyyy-MM-dd}&to={desk.SomeDay.AddDays(28):yyyy-MM-dd}")).Expect(200);
        ((JsonArray)free["items"]!).Should().HaveCount(4);
    }

    [Fact]
    public async Task The_same_class_at_the_same_time_without_a_room_is_refused_too()
    {
        var desk = await Desk.Open(Db.Sqlite);
        var date = new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "09:00") };
        (await desk.Business.Post("class-sessions", date)).Expect(201);

        (await desk.Business.Post("class-sessions", date)).ExpectProblem(409, "class-exists");
    }

    [Theory, OnEveryDatabase]
    public async Task Check_in_and_check_out_are_the_businesss_own(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Get("booking-hours")).Expect(200).Json.ToJsonString().Should().Be("""{"checkIn":"15:00","checkOut":"11:00","version":0}""");

        var changed = (await desk.Business.Put("booking-hours", new { checkIn = "14:00", checkOut = "12:00" }, version: 0)).Expect(200);
        var stay = (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 1))).Expect(201);

        new[] { "startsAt", "endsAt" }.Select(edge => ((string)stay[edge]!)[11..16]).Should().Equal("14:00", "12:00");
        (await desk.Business.Put("booking-hours", new { checkIn = "14:00", checkOut = "12:00" }, version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Put("booking-hours", new { checkIn = "13:00", checkOut = "11:00" }, (int)changed["version"]!)).Expect(200);
        (await desk.Business.Put("booking-hours", new { checkIn = "10:00", checkOut = "11:00" })).ExpectProblem(422, "validation");
        (await desk.Business.Put("booking-hours", new { checkIn = "25:00", checkOut = "11:00" })).ExpectProblem(422, "validation");
    }
}
