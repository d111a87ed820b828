using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

[Trait("Criterion", "S0-16")]
public sealed class HoldingASlot
{
    [Theory, OnEveryDatabase]
    public async Task A_held_slot_is_taken_for_everybody_but_its_holder(Db db)
    {
        var desk = await Desk.Open(db);
        var held = (await desk.Business.Post("slot-holds", Slot(desk))).Expect(201);

        (await desk.Book(desk.Booking())).ExpectProblem(409, "slot-taken");
        (await desk.Business.Post("slot-holds", Slot(desk))).ExpectProblem(409, "slot-taken");
        (await desk.Book(desk.Booking().With("holdToken", (Guid)held["holdToken"]!).With("bookWithoutEmail", false))).ExpectProblem(422, "email-missing");
        (await desk.Book(desk.Booking().For("Rui", "Costa"))).ExpectProblem(409, "slot-taken");
        (await desk.Book(desk.Booking().With("holdToken", (Guid)held["holdToken"]!))).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task The_hold_ends_with_the_booking_made_from_it(Db db)
    {
        var desk = await Desk.Open(db);
        var held = (await desk.Business.Post("slot-holds", Slot(desk))).Expect(201);
        var booking = (await desk.Book(desk.Booking().With("holdToken", (Guid)held["holdToken"]!))).Expect(201);
        (await desk.Business.Post($"bookings/{booking.Id}/cancel")).Expect(200);

        (await desk.Book(desk.Booking())).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hold_can_be_let_go_and_choosing_another_time_lets_the_first_go(Db db)
    {
        var desk = await Desk.Open(db);
        var first = (await desk.Business.Post("slot-holds", Slot(desk, "10:00"))).Expect(201);
        var second = (await desk.Business.Post("slot-holds", Slot(desk, "12:00").With("holdToken", (Guid)first["holdToken"]!))).Expect(201);

        (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await desk.Book(desk.Booking("12:00"))).ExpectProblem(409, "slot-taken");
        (await desk.Business.Delete($"slot-holds/{(Guid)second["holdToken"]!}")).Expect(204);
        (await desk.Book(desk.Booking("12:00"))).Expect(201);
        (await desk.Business.Delete($"slot-holds/{(Guid)second["holdToken"]!}")).Expect(204);
    }

    [Theory, OnEveryDatabase]
    public async Task A_hold_expires_after_ten_minutes(Db db)
    {
        await using var platform = await Platform.Start(db);
        var desk = await Desk.Open(platform);
        (await desk.Business.Post("slot-holds", Slot(desk))).Expect(201);

        platform.Clock.Shift(TimeSpan.FromMinutes(9));
        (await desk.Book(desk.Booking())).ExpectProblem(409, "slot-taken");
        platform.Clock.Shift(TimeSpan.FromMinutes(2));
        (await desk.Book(desk.Booking())).Expect(201);
    }

    [Theory, OnEveryDatabase]
    public async Task Held_places_of_a_class_are_not_sold_twice(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "09:00"), capacity = 3 })).Expect(201);
        var yoga = desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null);
        (await desk.Business.Post("slot-holds", Slot(desk, "09:00").With("serviceId", desk.Yoga).With("resourceId", null).With("party", 2))).Expect(201);

        (await desk.Book(yoga.DeepClone().AsObject().With("party", 2))).ExpectProblem(409, "slot-taken");
        (await desk.Book(yoga)).Expect(201);
    }

    private static JsonObject Slot(Desk desk, string time = "10:00") =>
        new() { ["serviceId"] = desk.Massage, ["resourceId"] = desk.Eva, ["startsAt"] = Desk.At(desk.SomeDay, time) };
}
