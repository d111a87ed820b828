using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class LookingForFreeTimes
{
    [Theory, OnEveryDatabase]
    public async Task Appointments_are_offered_every_quarter_of_an_hour_with_everyone_who_is_free(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking("10:00"))).Expect(201);

        var free = await Free(desk, desk.Massage, desk.SomeDay, desk.SomeDay);

        var eva = free.Where(item => (Guid)item["resourceId"]! == desk.Eva).Select(Time).ToList();
        var tom = free.Where(item => (Guid)item["resourceId"]! == desk.Tom).Select(Time).ToList();
        tom.Should().HaveCount(41).And.StartWith("09:00").And.EndWith("19:00");
        (await Free(desk, desk.Massage, desk.SomeDay, desk.SomeDay, $"&resourceId={desk.Eva}")).Select(Time).Should().Equal(eva);
        tom.Except(eva).Should().Equal("09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00");
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_offered_can_be_booked(Db db)
    {
        var desk = await Desk.Open(db);
        var free = await Free(desk, desk.Massage, desk.SomeDay, desk.SomeDay);

        foreach (var item in new[] { free[0], free[^1] })
            (await desk.Book(desk.Booking().With("resourceId", (Guid)item["resourceId"]!).With("startsAt", (string)item["startsAt"]!))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task Classes_are_offered_with_the_places_left(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "09:00"), weeks = 3 })).Expect(201);
        (await desk.Book(desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null).With("party", 4))).Expect(201);

        var free = await Free(desk, desk.Yoga, desk.SomeDay, desk.SomeDay.AddDays(14));

        free.Select(item => (int)item["placesLeft"]!).Should().Equal(6, 10, 10);
        (await Free(desk, desk.Yoga, desk.SomeDay, desk.SomeDay, "&party=7")).Should().BeEmpty();
    }

    [Theory, OnEveryDatabase]
    public async Task Stays_are_offered_by_arrival_with_the_rooms_that_are_free_all_nights(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay.AddDays(2), 2))).Expect(201);

        var free = await Free(desk, desk.Double, desk.SomeDay, desk.SomeDay.AddDays(4), "&nights=2");

        free.Where(item => (string)item["resource"]! == "101").Select(item => DateOnly.Parse((string)item["arrival"]!, null).DayNumber - desk.SomeDay.DayNumber).Should().Equal(0, 4);
        free.Where(item => (string)item["resource"]! == "102").Should().HaveCount(5);
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay.AddDays(4), 1))).Expect(201);
        (await desk.Book(ChangingABooking.Stay(desk, desk.SomeDay, 3))).ExpectProblem(409, "slot-taken")["alternatives"]!.AsArray()
            .Should().Contain(other => (string)other!["resource"]! == "102");
    }

    [Fact]
    public async Task Nothing_is_offered_in_the_past_and_only_two_months_at_a_time()
    {
        var desk = await Desk.Open(Db.Sqlite);

        (await Free(desk, desk.Massage, desk.Today.AddDays(-3), desk.Today.AddDays(-1))).Should().BeEmpty();
        (await Free(desk, desk.Double, desk.Today.AddDays(-3), desk.Today.AddDays(-1))).Should().BeEmpty();
        (await Ask(desk, desk.Massage, desk.Today, desk.Today.AddDays(62))).ExpectProblem(422, "validation");
        (await Ask(desk, desk.Massage, desk.Today, desk.Today.AddDays(-1))).ExpectProblem(422, "validation");
        (await Ask(desk, Guid.NewGuid(), desk.Today, desk.Today)).ExpectProblem(404, "unknown-service");
        (await desk.Business.Get($"availability?serviceId={desk.Massage}&from=soon&to=later")).ExpectProblem(422, "validation");
    }

    private static string Time(JsonNode item) => ((string)item["startsAt"]!)[11..16];

    private static async Task<IReadOnlyList<JsonNode>> Free(Desk desk, Guid service, DateOnly from, DateOnly to, string more = "") =>
        (await Ask(desk, service, from, to, more)).Expect(200)["items"]!.AsArray().Select(item => item!).ToList();

    private static Task<ApiAnswer> Ask(Desk desk, Guid service, DateOnly from, DateOnly to, string more = "") =>
        desk.Business.Get($"availability?serviceId={service}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}{more}");
}
