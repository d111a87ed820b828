using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Round trips to PostgreSQL.</summary>
public sealed class WhatItCosts
{
    [Fact]
    public async Task A_booking_without_an_email_takes_at_most_six_round_trips()
    {
        var desk = await Desk.Open(Db.PostgreSql);
        await Book(desk, "10:00");

        var trips = new List<int>();
        foreach (var time in new[] { "12:00", "14:00", "16:00" })
            trips.Add(await RoundTrips.Of(() => Book(desk, time)) + 1);

        trips.Min().Should().BeLessThanOrEqualTo(6, "what is cached, the business for example, may be read again by one of them, but not by each");
    }

    [Fact]
    public async Task An_agenda_takes_as_many_statements_for_fifty_bookings_as_for_five()
    {
        var desk = await Desk.Open(Db.PostgreSql);
        await Fill(desk, 5);
        var few = await RoundTrips.Of(() => Agenda(desk));

        await Fill(desk, 50);
        var many = await RoundTrips.Of(() => Agenda(desk));

        many.Should().Be(few).And.BeLessThanOrEqualTo(6);
    }

    private static Task<BookingAnswer> Book(Desk desk, string time) => desk.Business.Platform.Inside(desk.Business, async services => (await services.GetRequiredService<MakeBooking>().Make(new()
    {
        ServiceId = desk.Massage,
        ResourceId = desk.Eva,
        StartsAt = Desk.At(desk.SomeDay, time),
        Path = BookingPath.Unvalidated,
        Customer = new(null, "Ana", "Silva", null, null),
        BookWithoutEmail = true,
    }, default)).Value);

    private static async Task Fill(Desk desk, int rooms)
    {
        for (var room = 0; room < rooms; room++)
        {
            var id = await desk.Resource("room", $"Extra {Guid.NewGuid():N}");
            var service = await desk.Service(new { kind = "appointment", name = "Extra", durationMinutes = 30, resourceIds = new[] { id } });
            (await desk.Book(desk.Booking("10:00").With("serviceId", service).With("resourceId", id))).Expect(201);
        }
    }

    private static Task<AgendaWeekView> Agenda(Desk desk) =>
        desk.Business.Platform.Inside(desk.Business, async services => (await services.GetRequiredService<AgendaWeek>().View(new(desk.SomeDay), default)).Value);
}
