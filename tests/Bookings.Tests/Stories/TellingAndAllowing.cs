using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

public sealed class TellingAndAllowing
{
    [Theory, OnEveryDatabase]
    public async Task Each_change_is_told_once_with_the_version_it_led_to_and_a_refused_one_is_not(Db db)
    {
        var heard = new ConcurrentQueue<object>();
        await using var platform = await Platform.Start(db, services: services => services.AddSingleton(heard)
            .Listen<BookingMade, Ear>().Listen<BookingMoved, Ear>().Listen<BookingCancelled, Ear>());
        var desk = await Desk.Open(platform);

        var booking = (await desk.Book(desk.Booking())).Expect(201);
        (await desk.Book(desk.Booking())).ExpectProblem(409, "slot-taken");
        (await desk.Business.Post($"bookings/{booking.Id}/move", new { startsAt = Desk.At(desk.SomeDay, "14:00") })).Expect(200);
        var cancelled = (await desk.Business.Post($"bookings/{booking.Id}/cancel")).Expect(200);

        var customer = (Guid)booking["customerId"]!;
        heard.Should().Equal(new BookingMade(booking.Id, customer), new BookingMoved(booking.Id, customer, 1), new BookingCancelled(booking.Id, customer, 2));
        ((int?)cancelled["version"]).Should().Be(2);
    }

    [Theory, OnEveryDatabase]
    [Trait("Criterion", "S0-25")]
    public async Task When_a_listener_fails_neither_the_booking_nor_the_profile_is_kept(Db db)
    {
        await using var platform = await Platform.Start(db, services: services => services.Listen<BookingMade, DeafEar>());
        var desk = await Desk.Open(platform);

        (await desk.Book(desk.Booking())).ExpectProblem(500, "internal");

        (await desk.Bookings(), await desk.Customers()).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_key_that_may_only_look_can_only_look()
    {
        var desk = await Desk.Open(Db.Sqlite);
        using var looking = desk.Business.Platform.Client();
        looking.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await desk.Business.Platform.NewKey(desk.Business, Right.SeeBookings));

        (await looking.GetAsync("/api/v1/bookings")).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { "bookings", $"bookings/{Guid.NewGuid()}/move", $"bookings/{Guid.NewGuid()}/cancel", "itineraries", "slot-holds", "services", "resources", "class-sessions" })
            (await looking.PostAsJsonAsync($"/api/v1/{path}", new { })).StatusCode.Should().Be(HttpStatusCode.Forbidden, because: path);
    }

    internal sealed class DeafEar : IListen<BookingMade>
    {
        public Task Hear(BookingMade fact, CancellationToken ct) => throw new InvalidOperationException("It did not want to hear.");
    }

    internal sealed class Ear(ConcurrentQueue<object> heard) : IListen<BookingMade>, IListen<BookingMoved>, IListen<BookingCancelled>
    {
        public Task Hear(BookingMade fact, CancellationToken ct) => Note(fact);

        public Task Hear(BookingMoved fact, CancellationToken ct) => Note(fact);

        public Task Hear(BookingCancelled fact, CancellationToken ct) => Note(fact);

        private Task Note(object fact)
        {
            heard.Enqueue(fact);
            return Task.CompletedTask;
        }
    }
}
