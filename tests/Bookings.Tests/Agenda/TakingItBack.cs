using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Agenda;

public sealed class TakingItBack
{
    [Theory, OnEveryDatabase]
    public async Task A_move_is_undone_with_its_time_person_length_and_price(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await Act(desk, booking.Id, "move", new { startsAt = Desk.At(desk.SomeDay, "15:00"), resourceId = desk.Tom, durationMinutes = 90, priceMinor = 11000 })).Expect(200);

        var back = (await Act(desk, booking.Id, "undo")).Expect(200);

        ((string?)back["startsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "10:00"));
        ((string?)back["endsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "11:00"));
        ((Guid?)back["resourceId"], (long?)back["price"]!["amountMinor"]).Should().Be((desk.Eva, 8000L));
        var history = (await desk.Business.Get($"bookings/{booking.Id}")).Expect(200)["history"]!.AsArray();
        ((string?)history[0]!["sentence"]).Should().StartWith("Undone: back to Massage (Eva)");
        (await Act(desk, booking.Id, "undo")).ExpectProblem(409, "nothing-to-undo");
    }

    [Theory, OnEveryDatabase]
    public async Task Time_that_was_let_go_and_sold_again_is_not_taken_back(Db db)
    {
        var desk = await Desk.Open(db);
        var moved = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await Act(desk, moved.Id, "move", new { startsAt = Desk.At(desk.SomeDay, "15:00") })).Expect(200);
        var cancelled = (await desk.Book(desk.Booking("12:00"))).Expect(201);
        (await Act(desk, cancelled.Id, "cancel")).Expect(200);
        (await desk.Book(desk.Booking("10:30"))).Expect(201);
        (await desk.Book(desk.Booking("12:15"))).Expect(201);

        (await Act(desk, moved.Id, "undo")).ExpectProblem(409, "slot-taken");
        (await Act(desk, cancelled.Id, "undo")).ExpectProblem(409, "slot-taken");

        ((string?)(await desk.Business.Get($"bookings/{moved.Id}"))["startsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "15:00"));
        ((string?)(await desk.Business.Get($"bookings/{cancelled.Id}"))["status"]).Should().Be("cancelled");
    }

    [Theory, OnEveryDatabase]
    public async Task Many_who_undo_and_book_at_once_never_share_a_slot(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await Act(desk, booking.Id, "cancel")).Expect(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(one => one % 3 == 0 ? Act(desk, booking.Id, "undo") : desk.Book(desk.Booking("10:00"))));

        answers.Count(answer => answer.Status is 200 or 201).Should().Be(1, "the time is there once: {0}", string.Join(' ', answers.Select(answer => answer.Status)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancellation_an_arrival_and_a_completion_are_undone_one_step_at_a_time(Db db)
    {
        var desk = await Desk.Open(db);
        var stay = (await desk.Book(ChangingABooking.Stay(desk, desk.Today, 2))).Expect(201);
        (await Act(desk, stay.Id, "cancel", new { reason = "Ill" })).Expect(200);

        var again = (await Act(desk, stay.Id, "undo")).Expect(200);
        (await Act(desk, stay.Id, "arrive")).Expect(200);
        (await Act(desk, stay.Id, "complete")).Expect(200);
        var arrived = (await Act(desk, stay.Id, "undo")).Expect(200);

        ((string?)again["status"], (string?)again["cancelReason"], (string?)arrived["status"]).Should().Be(("booked", null, "arrived"));
        (await Act(desk, stay.Id, "undo")).ExpectProblem(409, "nothing-to-undo");
        (await Act(desk, stay.Id, "undo", version: 0)).ExpectProblem(412, "changed-meanwhile");
        (await Act(desk, Guid.NewGuid(), "undo")).ExpectProblem(404, "not-found");
    }

    [Theory, OnEveryDatabase]
    public async Task An_appointment_is_made_longer_for_the_agreed_price_but_not_over_the_next_one(Db db)
    {
        var desk = await Desk.Open(db);
        var booking = (await desk.Book(desk.Booking("10:00"))).Expect(201);
        (await desk.Book(desk.Booking("12:00"))).Expect(201);

        var longer = (await Act(desk, booking.Id, "move", new { durationMinutes = 95 })).Expect(200);
        var later = (await Act(desk, booking.Id, "move", new { startsAt = Desk.At(desk.SomeDay, "10:05") })).Expect(200);

        ((string?)longer["endsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "11:35"));
        ((long?)longer["price"]!["amountMinor"]).Should().Be(8000);
        ((string?)later["endsAt"]).Should().StartWith(Desk.At(desk.SomeDay, "11:40"), "a move keeps the length");
        (await Act(desk, booking.Id, "move", new { durationMinutes = 110 })).ExpectProblem(409, "slot-taken");
        (await Act(desk, booking.Id, "move", new { durationMinutes = 4 })).ExpectProblem(422, "length-out-of-range");
        (await Act(desk, booking.Id, "move", new { startsAt = Desk.At(desk.SomeDay, "19:30") })).ExpectProblem(422, "closed");
        (await Act(desk, booking.Id, "move", new { priceMinor = -1 })).ExpectProblem(422, "validation");
        var stay = (await desk.Book(ChangingABooking.Stay(desk, desk.Today, 2))).Expect(201);
        (await Act(desk, stay.Id, "move", new { durationMinutes = 60 })).ExpectProblem(422, "validation");
    }

    internal static Task<ApiAnswer> Act(Desk desk, Guid booking, string step, object? body = null, int? version = null) =>
        desk.Business.Send(HttpMethod.Post, $"bookings/{booking}/{step}", body, request =>
        {
            if (version is not null)
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        });
}
