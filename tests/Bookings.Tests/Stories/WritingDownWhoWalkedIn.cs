using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Staff may record what has just been: up to 24 hours back, no further, and never a time that is taken.</summary>
public sealed class WritingDownWhoWalkedIn
{
    [Theory, OnEveryDatabase]
    public async Task Who_walked_in_is_written_down_within_a_day(Db db)
    {
        var desk = await Desk.Open(db);
        var pool = await desk.Resource("space", "Pool");
        var swim = await desk.Service(new { kind = "appointment", name = "Swim", durationMinutes = 30, capacity = 1, resourceIds = new[] { pool } });

        (await desk.Book(Swim(desk, swim, -23))).Expect(201);

        (await desk.Book(Swim(desk, swim, -23))).ExpectProblem(409, "slot-taken");
        (await desk.Book(Swim(desk, swim, -25))).ExpectProblem(422, "in-the-past");
        (await desk.Business.Post("slot-holds", Swim(desk, swim, -25))).ExpectProblem(422, "in-the-past");
        (await desk.Bookings()).Should().Be(1);
    }

    [Theory, OnEveryDatabase]
    public async Task A_booking_is_moved_back_a_day_at_most(Db db)
    {
        var desk = await Desk.Open(db);
        var pool = await desk.Resource("space", "Pool");
        var swim = await desk.Service(new { kind = "appointment", name = "Swim", durationMinutes = 30, capacity = 1, resourceIds = new[] { pool } });
        var booked = (await desk.Book(Swim(desk, swim, 48))).Expect(201);

        (await desk.Business.Post($"bookings/{booked.Id}/move", new { startsAt = At(desk, -25) })).ExpectProblem(422, "in-the-past");
        (await desk.Business.Post($"bookings/{booked.Id}/move", new { startsAt = At(desk, -2) })).Expect(200);
    }

    private static JsonObject Swim(Desk desk, Guid swim, int hours) => desk.Booking().With("serviceId", swim).With("resourceId", null).With("startsAt", At(desk, hours));

    private static string At(Desk desk, int hours) => desk.Business.Platform.Clock.GetUtcNow().AddHours(hours).ToString("yyyy-MM-ddTHH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
