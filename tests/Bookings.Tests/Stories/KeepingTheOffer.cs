using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Managers change what can be booked; what was booked stands.</summary>
public sealed class KeepingTheOffer
{
    [Theory, OnEveryDatabase]
    public async Task What_is_not_said_about_a_service_stays_its_tax_too(Db db)
    {
        var desk = await Desk.Open(db);
        var facial = await desk.Service(new { kind = "appointment", name = "Facial", durationMinutes = 30, priceMinor = 5000, taxBasisPoints = 2300, resourceIds = new[] { desk.Eva } });

        var renamed = (await desk.Business.Patch($"services/{facial}", new { name = "Long facial" })).Expect(200);
        var taxed = (await desk.Business.Patch($"services/{facial}", new { taxBasisPoints = 600 })).Expect(200);

        ((int)renamed["taxBasisPoints"]!, (int)taxed["taxBasisPoints"]!, (string)taxed["name"]!).Should().Be((2300, 600, "Long facial"));
        (await desk.Business.Patch($"services/{facial}", new { taxBasisPoints = 20000 })).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task A_service_is_changed_field_by_field_and_only_by_who_saw_the_latest(Db db)
    {
        var desk = await Desk.Open(db);
        var before = (await desk.Business.Get($"services/{desk.Massage}")).Expect(200);

        var changed = (await desk.Business.Patch($"services/{desk.Massage}", new { name = "Deep massage", description = "With oil", durationMinutes = 90, resourceIds = new[] { desk.Tom } }, (int)before["version"]!)).Expect(200);

        ((string)changed["name"]!, (int)changed["durationMinutes"]!, (int)changed["bufferAfterMinutes"]!, (long)changed["price"]!["amountMinor"]!).Should().Be(("Deep massage", 90, 15, 8000L));
        changed["resourceIds"]!.AsArray().Select(id => (Guid)id!).Should().Equal(desk.Tom);
        (await desk.Business.Get($"services/{desk.Massage}")).Expect(200).Json.ToJsonString().Should().Be(changed.Json.ToJsonString());
        (await desk.Business.Patch($"services/{desk.Massage}", new { name = "Mine" }, (int)before["version"]!)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Business.Patch($"services/{desk.Massage}", new { name = " ", capacity = 0, horizonDays = -1 }))
            .ExpectProblem(422, "validation")["errors"]!.AsObject().Select(error => error.Key).Should().BeEquivalentTo("name", "capacity", "horizonDays");
        (await desk.Business.Patch($"services/{desk.Massage}", new { resourceIds = new[] { Guid.NewGuid() } })).ExpectProblem(404, "unknown-resource");
        (await desk.Business.Patch($"services/{Guid.NewGuid()}", new { name = "x" })).ExpectProblem(404, "not-found");
        ((string?)(await desk.Business.Patch($"services/{desk.Massage}", new { description = "" })).Expect(200)["description"]).Should().BeNull();
    }

    [Theory, OnEveryDatabase]
    public async Task A_kind_is_fixed_once_it_was_booked(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Patch($"services/{desk.Massage}", new { kind = "class" })).Expect(200);
        (await desk.Business.Patch($"services/{desk.Massage}", new { kind = "appointment" })).Expect(200);
        (await desk.Book(desk.Booking())).Expect(201);

        (await desk.Business.Patch($"services/{desk.Massage}", new { kind = "class" })).ExpectProblem(409, "kind-fixed");
        (await desk.Business.Patch($"resources/{desk.Eva}", new { kind = "room" })).ExpectProblem(409, "kind-fixed");
        (await desk.Business.Patch($"resources/{desk.Tom}", new { kind = "space" })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task New_opening_hours_hold_for_new_bookings_and_a_booking_meanwhile_does_not_make_the_edit_stale(Db db)
    {
        var desk = await Desk.Open(db);
        var eva = (await desk.Business.Get($"resources/{desk.Eva}")).Expect(200);
        var booked = (await desk.Book(desk.Booking("18:00"))).Expect(201);

        var changed = (await desk.Business.Patch($"resources/{desk.Eva}", new { name = "Eva M.", description = "Speaks Portuguese", hours = Desk.AllDays("09:00", "12:00") }, (int)eva["version"]!)).Expect(200);

        ((string)changed["name"]!).Should().Be("Eva M.");
        changed["serviceIds"]!.AsArray().Select(id => (Guid)id!).Should().Equal(desk.Massage);
        (await desk.Book(desk.Booking("14:00"))).ExpectProblem(422, "closed");
        ((string)(await desk.Business.Get($"bookings/{booked.Id}")).Expect(200)["resource"]!).Should().Be("Eva M.");
        (await desk.Business.Patch($"resources/{desk.Eva}", new { hours = new[] { new { day = "monday", from = "18:00", until = "09:00" } } })).ExpectProblem(422, "validation");
        (await desk.Business.Patch($"resources/{desk.Eva}", new { serviceIds = Array.Empty<Guid>() })).Expect(200);
        (await desk.Book(desk.Booking("10:00"))).ExpectProblem(404, "unknown-resource");
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_booked_is_archived_never_deleted_and_the_answer_says_what_still_stands(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        (await desk.Book(desk.Booking("15:00"))).Expect(201);

        var gone = (await desk.Business.Delete($"resources/{desk.Eva}")).Expect(200);

        ((int)gone["futureBookings"]!).Should().Be(2);
        ((string)gone["message"]!).Should().Contain("2 bookings").And.Contain("front desk");
        (await desk.Book(desk.Booking("17:00"))).ExpectProblem(404, "unknown-resource");
        (await desk.Business.Get("resources")).Expect(200)["items"]!.AsArray().Select(item => (Guid)item!["id"]!).Should().NotContain(desk.Eva);
        (await desk.Business.Get("resources?archived=true")).Expect(200)["items"]!.AsArray().Select(item => (Guid)item!["id"]!).Should().Contain(desk.Eva);
        (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200);
        (await desk.Business.Post($"bookings/{booking.Id}/move", new { resourceId = desk.Tom })).Expect(200);
        ((int)(await desk.Business.Post($"resources/{desk.Eva}/archive")).Expect(200)["futureBookings"]!).Should().Be(1);
        (await desk.Business.Post($"resources/{desk.Eva}/restore")).Expect(200);
        (await desk.Book(desk.Booking("17:00"))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task Bookings_of_an_archived_service_can_still_be_moved_and_no_new_one_made(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);
        var version = (int)(await desk.Business.Get($"services/{desk.Massage}")).Expect(200)["version"]!;

        ((int)(await desk.Business.Post($"services/{desk.Massage}/archive")).Expect(200)["futureBookings"]!).Should().Be(1);

        (await desk.Business.Delete($"services/{desk.Massage}", version)).ExpectProblem(412, "changed-meanwhile");
        (await desk.Book(desk.Booking("15:00"))).ExpectProblem(404, "unknown-service");
        (await desk.Business.Post($"bookings/{booking.Id}/move", new { startsAt = Desk.At(desk.SomeDay, "16:00") })).Expect(200);
        (await desk.Business.Post($"bookings/{booking.Id}/move", new { startsAt = Desk.At(desk.SomeDay, "03:00") })).ExpectProblem(422, "closed");
    }

    [Theory, OnEveryDatabase]
    public async Task Guests_are_offered_only_what_they_may_book_themselves_and_staff_are_told(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Patch($"services/{desk.Massage}", new { noticeMinutes = 2880, horizonDays = 10 })).Expect(200);

        (await Free(desk, desk.Today.AddDays(1))).Should().Be(0);
        (await Free(desk, desk.Today.AddDays(5))).Should().BePositive();
        (await Free(desk, desk.Today.AddDays(12))).Should().Be(0);
        (await Free(desk, desk.Today.AddDays(12), online: false)).Should().BePositive();
        ((string?)(await Hold(desk, desk.Today.AddDays(12)))["hint"]).Should().Contain("10 days");
        ((string?)(await Hold(desk, desk.Today.AddDays(5)))["hint"]).Should().BeNull();
        (await desk.Business.Patch($"services/{desk.Massage}", new { isOnline = false, horizonDays = 0 })).Expect(200);
        (await Free(desk, desk.Today.AddDays(5))).Should().Be(0);
    }

    private static async Task<ApiAnswer> Hold(Desk desk, DateOnly day) =>
        (await desk.Business.Post("slot-holds", new { serviceId = desk.Massage, resourceId = desk.Eva, startsAt = Desk.At(day, "10:00") })).Expect(201);

    private static async Task<int> Free(Desk desk, DateOnly day, bool online = true) =>
        (await desk.Business.Get($"availability?serviceId={desk.Massage}&from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&online={(online ? "true" : "false")}")).Expect(200)["items"]!.AsArray().Count;
}
