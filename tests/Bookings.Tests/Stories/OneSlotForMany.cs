using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;
using Platform = BookingPlatform.Testing.Platform;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>No double booking, by lock and by check; and the proof that these tests would notice one.</summary>
public sealed class OneSlotForMany
{
    private const int Clients = 40;

    [Theory, OnEveryDatabase]
    public async Task Forty_clients_ask_for_one_slot_and_exactly_one_gets_it(Db db)
    {
        var desk = await Desk.Open(db);

        var answers = await AllAtOnce(desk, desk.SomeDay);

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Status == 409 && answer.Code == "slot-taken");
        (await desk.Bookings(), await desk.Customers()).Should().Be((1, 1));
    }

    /// <summary>The control: without the calendar lock the same story must go wrong, or it proves nothing.</summary>
    [Fact]
    public async Task Without_the_lock_PostgreSQL_books_one_slot_more_than_once()
    {
        await using var platform = await Unlocked(Db.PostgreSql);
        var desk = await Desk.Open(platform);

        for (var round = 0; round < 20 && await Overlaps(desk) == 0; round++)
            await AllAtOnce(desk, desk.SomeDay.AddDays(round));

        (await Overlaps(desk)).Should().BePositive();
    }

    /// <summary>SQLite has one write lock for everything, taken before the look; the calendar's version adds nothing there.</summary>
    [Fact]
    public async Task Without_the_lock_SQLites_write_lock_alone_still_keeps_a_slot_single()
    {
        await using var platform = await Unlocked(Db.Sqlite);
        var desk = await Desk.Open(platform);

        for (var round = 0; round < 3; round++)
            await AllAtOnce(desk, desk.SomeDay.AddDays(round));

        (await Overlaps(desk)).Should().Be(0);
        (await desk.Bookings()).Should().Be(3);
    }

    [Theory, OnEveryDatabase]
    public async Task The_last_places_of_a_class_are_sold_once(Db db)
    {
        var desk = await Desk.Open(db);
        (await desk.Business.Post("class-sessions", new { serviceId = desk.Yoga, startsAt = Desk.At(desk.SomeDay, "09:00") })).Expect(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => desk.Book(desk.Booking("09:00").With("serviceId", desk.Yoga).With("resourceId", null))));

        answers.Count(answer => answer.Status == 201).Should().Be(10);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "slot-taken");
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_is_free_is_taken_until_nobody_is(Db db)
    {
        var desk = await Desk.Open(db);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.Book(desk.Booking().With("resourceId", null))));

        answers.Where(answer => answer.Status == 201).Select(answer => (Guid)answer["resourceId"]!).Should().BeEquivalentTo([desk.Eva, desk.Tom]);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "slot-taken");
    }

    [Theory, OnEveryDatabase]
    public async Task Bookings_moves_resizes_undos_holds_and_classes_in_one_room_never_overlap(Db db)
    {
        var desk = await Desk.Open(db);
        var drumming = await desk.Service(new { kind = "class", name = "Drumming", durationMinutes = 60, capacity = 5, resourceIds = new[] { desk.Eva } });
        var seeds = Enumerable.Range(0, 8);

        await Task.WhenAll(seeds.Select(seed => Fumble(desk, drumming, new Random(seed))));

        (await Overlaps(desk)).Should().Be(0);
        (await desk.Bookings()).Should().BeGreaterThan(5);
    }

    private static async Task Fumble(Desk desk, Guid drumming, Random random)
    {
        Guid? mine = null;
        for (var step = 0; step < 25; step++)
        {
            var time = $"{random.Next(9, 19)}:{random.Next(4) * 15:00}".PadLeft(5, '0');
            var answer = random.Next(11) switch
            {
                0 => await desk.Business.Post("class-sessions", new { serviceId = drumming, resourceId = desk.Eva, startsAt = Desk.At(desk.SomeDay, time) }),
                1 => await desk.Business.Post("slot-holds", new { serviceId = desk.Massage, resourceId = desk.Eva, startsAt = Desk.At(desk.SomeDay.AddDays(1), time) }),
                2 or 3 or 4 when mine is not null => await desk.Business.Post($"bookings/{mine}/move", new { startsAt = Desk.At(desk.SomeDay, time) }),
                5 when mine is not null => await desk.Business.Post($"bookings/{mine}/cancel"),
                6 or 7 when mine is not null => await desk.Business.Post($"bookings/{mine}/undo"),
                8 when mine is not null => await desk.Business.Post($"bookings/{mine}/move", new { startsAt = Desk.At(desk.SomeDay, time), durationMinutes = random.Next(1, 15) * 5 }),
                _ => await desk.Book(desk.Booking(time)),
            };
            answer.Status.Should().BeOneOf([200, 201, 409], because: answer.Text);
            if (answer.Status == 201 && answer["code"] is not null)
                mine = answer.Id;
        }
    }

    private static Task<ApiAnswer[]> AllAtOnce(Desk desk, DateOnly day) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => desk.Book(desk.Booking("10:00", day)))));

    private static Task<Platform> Unlocked(Db db) =>
        Platform.Start(db, services: services => services.Replace(ServiceDescriptor.Singleton(new CalendarLocking(Locks: false))));

    /// <summary>Sweeps the tables: how many pairs of a resource's bookings and class dates share time.</summary>
    private static Task<int> Overlaps(Desk desk) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var db = services.GetRequiredService<BookingsDb>();
        var bookings = await db.Bookings.Where(booking => booking.ResourceId != null && booking.Status != BookingStatus.Cancelled).ToListAsync();
        var sessions = await db.Sessions.Where(session => session.ResourceId != null).ToListAsync();
        var taken = bookings.Select(booking => (Resource: booking.ResourceId!.Value, Time: new Interval(booking.OccupiedFromUtc, booking.OccupiedUntilUtc)))
            .Concat(sessions.Select(session => (Resource: session.ResourceId!.Value, Time: new Interval(session.OccupiedFromUtc, session.OccupiedUntilUtc))));
        return taken.GroupBy(one => one.Resource, one => one.Time).Sum(times => Pairs(times.ToList()));
    });

    private static int Pairs(List<Interval> times) => times.Select((time, at) => times.Skip(at + 1).Count(time.Overlaps)).Sum();
}
