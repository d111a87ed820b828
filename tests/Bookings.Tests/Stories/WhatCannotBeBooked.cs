using System.Text.Json.Nodes;
using BookingPlatform.Testing;
using FluentAssertions;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class WhatCannotBeBooked
{
    [Theory, OnEveryDatabase]
    public async Task Each_wrong_wish_is_refused_with_a_code_of_its_own_and_nothing_is_saved(Db db)
    {
        var desk = await Desk.Open(db);

        await Refused(desk, 404, "unknown-service", body => body.With("serviceId", Guid.NewGuid()));
        await Refused(desk, 404, "unknown-resource", body => body.With("resourceId", desk.Room101));
        await Refused(desk, 422, "in-the-past", body => body.With("startsAt", "2020-02-03T10:00"));
        await Refused(desk, 422, "too-far-ahead", body => body.With("startsAt", "2199-02-03T10:00"));
        await Refused(desk, 422, "closed", body => body.With("startsAt", Desk.At(desk.SomeDay, "19:30")));
        await Refused(desk, 422, "closed", body => body.With("startsAt", Desk.At(desk.SomeDay, "03:00")));
        await Refused(desk, 422, "party-too-large", body => body.With("party", 3));
        await Refused(desk, 422, "validation", body => body.With("party", 0));
        await Refused(desk, 422, "validation", body => body.With("startsAt", null));
        await Refused(desk, 422, "validation", body => body.With("startsAt", "next Tuesday"));
        await Refused(desk, 422, "validation", body => body.With("notes", new string('x', 2001)));
        await Refused(desk, 422, "validation", body => body.With("alert", new string('x', 501)));
        await Refused(desk, 400, "malformed", body => body.With("party", "two"));
        await Refused(desk, 400, "malformed", body => body.With("serviceId", "massage"));

        (await desk.Bookings(), await desk.Customers()).Should().Be((0, 0));
    }

    [Theory, OnEveryDatabase]
    public async Task A_stay_has_between_one_night_and_a_year_from_today_on(Db db)
    {
        var desk = await Desk.Open(db);

        await Refused(desk, 422, "nights-out-of-range", body => Stay(desk, body, 0, 0));
        await Refused(desk, 422, "nights-out-of-range", body => Stay(desk, body, 2, 1));
        await Refused(desk, 422, "nights-out-of-range", body => Stay(desk, body, 0, 366));
        await Refused(desk, 422, "in-the-past", body => Stay(desk, body, -2, 1));
        await Refused(desk, 422, "validation", body => Stay(desk, body, 0, 1).With("departure", null));
        await Refused(desk, 400, "malformed", body => Stay(desk, body, 0, 1).With("departure", "31/12/2027"));
        await Refused(desk, 422, "too-far-ahead", body => body.With("serviceId", desk.Double).With("resourceId", null).With("arrival", "9998-12-01").With("departure", "9998-12-02"));

        (await desk.Bookings()).Should().Be(0);
        (await desk.Book(Stay(desk, desk.Booking(), 0, 365))).Expect(201);
    }

    [Fact]
    public async Task A_time_that_the_clock_skips_in_spring_is_refused()
    {
        var desk = await Desk.Open(Db.Sqlite, "Europe/Berlin");
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var spring = Enumerable.Range(1, 400).Select(desk.Today.AddDays).First(day => zone.IsInvalidTime(day.ToDateTime(new(2, 30))));

        await Refused(desk, 422, "no-such-time", body => body.With("startsAt", Desk.At(spring, "02:30")));
    }

    [Theory, OnEveryDatabase]
    public async Task A_class_is_booked_at_its_dates_only(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, resourceId = desk.Studio, startsAt = Desk.At(desk.SomeDay, "09:00") })).Expect(201);

        await Refused(desk, 422, "no-class-then", body => Class(desk, body, "10:00"));
        await Refused(desk, 404, "unknown-resource", body => Class(desk, body, "09:00").With("resourceId", desk.Eva));
        await Refused(desk, 422, "party-too-large", body => Class(desk, body, "09:00").With("party", 11));

        var booking = (await desk.Book(Class(desk, desk.Booking(), "09:00").With("party", 3))).Expect(201);
        ((long?)booking["price"]!["amountMinor"]).Should().Be(6000);
        ((string?)booking["resource"]).Should().Be("Studio");
    }

    [Fact]
    public async Task A_service_that_nobody_gives_says_so()
    {
        var desk = await Desk.Open(Db.Sqlite);
        var orphan = await desk.Service(new { kind = "appointment", name = "Reiki", durationMinutes = 30 });

        await Refused(desk, 422, "no-resource", body => body.With("serviceId", orphan).With("resourceId", null));
    }

    [Theory, OnEveryDatabase]
    public async Task Text_that_cannot_be_stored_is_refused_and_any_script_is_kept(Db db)
    {
        var desk = await Desk.Open(db);
        const string AnyScript = "שלום 👩‍👩‍👧 花子\nsecond line";

        await Refused(desk, 422, "validation", body => body.With("notes", "a\0b"));
        await Refused(desk, 422, "validation", body => body.With("alert", "a\u0007b"));
        (await desk.Business.Post("services", new { kind = "stay", name = "a\0b" })).ExpectProblem(422, "validation");
        (await desk.Business.Post("resources", new { kind = "room", name = "a\0b" })).ExpectProblem(422, "validation");
        var halfPair = new StringContent(desk.Booking().ToJsonString().Replace("Ana", "\\ud800", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
        (await desk.Business.Send(HttpMethod.Post, "bookings", halfPair)).Status.Should().BeOneOf(400, 422);

        var booking = (await desk.Book(desk.Booking().With("notes", AnyScript))).Expect(201);
        ((string?)booking["notes"]).Should().Be(AnyScript);
        (await desk.Business.Post($"bookings/{booking.Id}/cancel", new { reason = "a\0b" })).ExpectProblem(422, "validation");
    }

    private static async Task Refused(Desk desk, int status, string code, Func<JsonObject, JsonObject> change) =>
        (await desk.Book(change(desk.Booking()))).ExpectProblem(status, code);

    private static JsonObject Stay(Desk desk, JsonObject body, int arrival, int departure) => body
        .With("serviceId", desk.Double).With("resourceId", null).With("startsAt", null)
        .With("arrival", $"{desk.Today.AddDays(arrival):yyyy-MM-dd}").With("departure", $"{desk.Today.AddDays(departure):yyyy-MM-dd}");

    private static JsonObject Class(Desk desk, JsonObject body, string time) =>
        body.With("serviceId", desk.Yoga).With("resourceId", null).With("startsAt", Desk.At(desk.SomeDay, time));
}
