using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class ChangingABooking
{
    [Theory, OnEveryDatabase]
    public async Task A_moved_booking_leaves_its_old_time_free(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);

        var moved = (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, "15:00"), resourceId = desk.Tom })).Expect(200);

        ((string?)moved["startsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "15:00"));
        ((Guid?)moved["resourceId"]).Should().Be(desk.Tom);
        ((int?)moved["version"]).Should().Be(1);
        (await desk.Book(desk.Booking("10:00"))).Expect(201);
        var history = (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200)["history"]!.AsArray();
        history.Select(line => (string?)line!["action"]).Should().Equal("booking.moved", "booking.made");
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_may_overlap_its_own_old_time(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);

        (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, "10:30") })).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Moving_onto_a_taken_time_is_refused_with_free_ones_and_changes_nothing(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Book(desk.Booking("14:00"))).Expect(201);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);

        var refused = (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, "14:30") })).ExpectProblem(409, "slot-taken");

        var alternatives = refused["alternatives"]!.AsArray();
        alternatives.Should().HaveCount(3);
        ((string?)alternatives[0]!["startsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "14:30"));
        ((string?)alternatives[0]!["resource"]).Should().Be("Tom");
        ((string?)(await desk.Business.Get($"bookings/{booking.Id}"))["startsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "10:00"));
    }

    [Theory, OnEveryDatabase]
    public async Task A_stale_version_is_refused(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, "11:00") }, version: 0)).Expect(200);

        (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, "16:00") }, version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await Act(desk, booking.Id, "cancel", version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await Act(desk, booking.Id, "cancel", version: 1)).Expect(200);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_move_one_booking_at_once_nobody_overwrites_the_other_unseen(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("09:00"))).Expect(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(hour => Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay, $"{10 + hour}:00") }, version: 0)));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Code == "changed-meanwhile");
    }

    [Theory, OnEveryDatabase]
    public async Task A_longer_stay_costs_more_and_another_room_costs_the_same(Db db)
    {
        var desk = await Desk.Open(db);
        var stay = (await desk.Book(Stay(desk, desk.Today, 2))).Expect(201);

        var longer = (await Move(desk, stay.Id, new { departure = desk.Today.AddDays(5) })).Expect(200);
        var elsewhere = (await Move(desk, stay.Id, new { resourceId = desk.Room102 })).Expect(200);

        ((long?)stay["price"]!["amountMinor"], (long?)longer["price"]!["amountMinor"]).Should().Be((24000, 60000));
        ((string?)elsewhere["resource"], (long?)elsewhere["price"]!["amountMinor"]).Should().Be(("102", 60000));
    }

    [Theory, OnEveryDatabase]
    public async Task A_place_in_a_class_moves_to_another_date(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "09:00"), weeks = 2 })).Expect(201);
        var booking = (await desk.Book(desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null))).Expect(201);

        var moved = (await Move(desk, booking.Id, new { startsAt = Desk.At(desk.SomeDay.AddDays(7), "09:00") })).Expect(200);

        ((Guid)moved["sessionId"]!).Should().NotBe((Guid)booking["sessionId"]!);
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancelled_booking_frees_its_time_keeps_its_reason_and_stays_cancelled(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking())).Expect(201);

        var cancelled = (await Act(desk, booking.Id, "cancel", new { reason = " Ill " })).Expect(200);

        ((string?)cancelled["status"], (string?)cancelled["cancelReason"]).Should().Be(("cancelled", "Ill"));
        (await desk.Book(desk.Booking())).Expect(201);
        foreach (var step in new[] { "cancel", "arrive", "complete", "move" })
            (await Act(desk, booking.Id, step, step == "move" ? new { startsAt = Desk.At(desk.SomeDay, "16:00") } : null)).Status.Should().Be(409, because: step);
        (await Act(desk, booking.Id, "cancel", new { reason = new string('x', 501) })).ExpectProblem(422, "validation");
    }

    [Theory, OnEveryDatabase]
    public async Task A_guest_arrives_on_the_day_and_is_then_completed(Db db)
    {
        var desk = await Desk.Open(db);
        var stay = (await desk.Book(Stay(desk, desk.Today, 1))).Expect(201);
        var later = (await desk.Book(desk.Booking())).Expect(201);

        (await Act(desk, later.Id, "arrive")).ExpectProblem(409, "too-early");
        (await Act(desk, stay.Id, "complete")).ExpectProblem(409, "wrong-state");
        ((string?)(await Act(desk, stay.Id, "arrive")).Expect(200)["status"]).Should().Be("arrived");
        (await Act(desk, stay.Id, "cancel")).ExpectProblem(409, "wrong-state");
        ((string?)(await Act(desk, stay.Id, "complete")).Expect(200)["status"]).Should().Be("done");
        (await Act(desk, stay.Id, "complete")).ExpectProblem(409, "wrong-state");
    }

    internal static JsonObject Stay(Desk desk, DateOnly arrival, int nights) => desk.Booking(time: null)
        .With("serviceId", desk.Double).With("resourceId", desk.Room101).With("arrival", $"{arrival:yyyy-MM-dd}").With("departure", $"{arrival.AddDays(nights):yyyy-MM-dd}");

    private static Task<ApiAnswer> Move(Desk desk, Guid booking, object to, int? version = null) => Act(desk, booking, "move", to, version);

    private static Task<ApiAnswer> Act(Desk desk, Guid booking, string step, object? body = null, int? version = null) =>
        desk.Business.Send(HttpMethod.Post, $"bookings/{booking}/{step}", body, request =>
        {
            if (version is not null)
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        });
}
