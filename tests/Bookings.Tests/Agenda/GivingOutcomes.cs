using BookingPlatform.Bookings.Tests.Stories;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;
using Desk = BookingPlatform.Bookings.Tests.Stories.Desk;

namespace BookingPlatform.Bookings.Tests.Agenda;

public sealed class GivingOutcomes
{
    [Theory, OnEveryDatabase]
    public async Task Several_guests_arrive_at_once_and_a_booking_that_is_not_over_is_not_done(Db db)
    {
        var desk = await Desk.Open(db);
        var first = (await desk.Book(ChangingABooking.Stay(desk, desk.Today, 1))).Expect(201);
        var second = (await desk.Book(ChangingABooking.Stay(desk, desk.Today, 2).With("resourceId", desk.Room102))).Expect(201);
        var later = (await desk.Book(desk.Booking())).Expect(201);

        (await Give(desk, "done", first.Id)).ExpectProblem(409, "too-early");
        (await Give(desk, "arrived", first.Id, second.Id, later.Id)).ExpectProblem(409, "too-early");
        var given = (await Give(desk, "arrived", first.Id, second.Id)).Expect(200);

        ((int)given["bookings"]!).Should().Be(2);
        (await State(desk, first.Id), await State(desk, second.Id), await State(desk, later.Id)).Should().Be(("arrived", "arrived", "booked"));
        (await Give(desk, "arrived", first.Id)).ExpectProblem(409, "wrong-state");
        (await Give(desk, "cancelled", later.Id)).ExpectProblem(422, "validation");
        (await Give(desk, "arrived")).ExpectProblem(422, "validation");
        (await Give(desk, "arrived", Guid.NewGuid())).ExpectProblem(404, "not-found");
    }

    private static Task<ApiAnswer> Give(Desk desk, string outcome, params Guid[] bookings) => desk.Business.Post("bookings/outcomes", new { outcome, bookingIds = bookings });

    private static async Task<string?> State(Desk desk, Guid booking) => (string?)(await desk.Business.Get($"bookings/{booking}"))["status"];
}
