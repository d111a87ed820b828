using System.Text.Json.Nodes;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace BookingPlatform.Bookings.Tests.Stories;

/// <summary>Several clients do anything that takes time, in any order: 2,000 attempts. Afterwards the tables are swept for two things at one time in one place.</summary>
public sealed class EveryWayToTakeTime(ITestOutputHelper output)
{
    private const int Clients = 8;
    private const int Attempts = 2000;
    private const int Days = 4;

    [Theory, OnEveryDatabase]
    public async Task No_two_of_two_thousand_random_attempts_share_time_or_places(Db db)
    {
        var desk = await Desk.Open(db);
        var drumming = await desk.Service(new { kind = "class", name = "Drumming", durationMinutes = 60, capacity = 3, resourceIds = new[] { desk.Eva, desk.Tom } });
        var customer = await desk.Customer("Ana", "Silva", "ana@silva.example");
        var itinerary = (await desk.Business.Post("itineraries", new { customerId = customer, from = desk.SomeDay, to = desk.SomeDay.AddDays(Days) })).Expect(201).Id;
        var clients = Enumerable.Range(0, Clients).Select(seed => new Client(desk, drumming, itinerary, new Random(seed))).ToList();

        await Task.WhenAll(clients.Select(client => Task.Run(() => client.Act(Attempts / Clients))));

        output.WriteLine(string.Join(", ", clients.SelectMany(client => client.Done).GroupBy(done => done).OrderBy(done => done.Key).Select(done => $"{done.Key}: {done.Count()}")));
        clients.SelectMany(client => client.Done).Distinct().Should().Contain(["book", "move", "reassign", "cancel", "hold", "class", "place", "itinerary", "stay", "move-stay"], "each way must have gone well at least once");
        (await Shared(desk)).Should().Be((0, 0));
        await PlantOverlap(desk);
        (await Shared(desk)).Overlaps.Should().BePositive("the sweep must see an overlap that is there");
    }

    private sealed class Client(Desk desk, Guid drumming, Guid itinerary, Random random)
    {
        private readonly List<(Guid Id, bool IsStay)> mine = [];

        public List<string> Done { get; } = [];

        public async Task Act(int attempts)
        {
            for (var attempt = 0; attempt < attempts; attempt++)
            {
                var (name, answer) = await Any();
                answer.Status.Should().BeOneOf([200, 201, 409], because: $"{name}: {answer.Text}");
                if (answer.Status == 409)
                    answer.Code.Should().BeOneOf("slot-taken", "class-exists", "wrong-state", "try-again");
                if (answer.Status < 300)
                    Done.Add(name);
                if (answer.Status == 201 && answer["code"] is not null && name != "place")
                    mine.Add((answer.Id, answer["arrival"] is not null));
            }
        }

        private async Task<(string, ApiAnswer)> Any()
        {
            var own = mine.Count > 0 ? mine[random.Next(mine.Count)] : default;
            return random.Next(14) switch
            {
                0 or 1 or 2 => ("book", await desk.Book(Body(Someone()))),
                3 => ("itinerary", await desk.Book(Body(Someone()).With("path", "itinerary").With("itineraryId", itinerary).With("customer", null))),
                4 => ("hold", await desk.Business.Post("slot-holds", new { serviceId = desk.Massage, resourceId = Someone(), startsAt = At() })),
                5 => ("class", await desk.Business.Post("class-sessions", new { serviceId = drumming, resourceId = Someone(), startsAt = At() })),
                6 or 7 => await Place(),
                8 or 9 => ("stay", await desk.Book(ChangingABooking.Stay(desk, Day(), random.Next(1, 3)).With("resourceId", null))),
                _ when own.Id == default => ("book", await desk.Book(Body(null))),
                10 => ("cancel", await desk.Business.Post($"bookings/{own.Id}/cancel")),
                11 when !own.IsStay => ("reassign", await desk.Business.Post($"bookings/{own.Id}/move", new { resourceId = Someone() })),
                _ when own.IsStay => ("move-stay", await MoveStay(own.Id)),
                _ => ("move", await desk.Business.Post($"bookings/{own.Id}/move", new { startsAt = At(), resourceId = Someone() })),
            };
        }

        /// <summary>A place in a class date that somebody may have set; none there is no failure.</summary>
        private async Task<(string, ApiAnswer)> Place()
        {
            var from = desk.SomeDay;
            var dates = (await desk.Business.Get($"availability?serviceId={drumming}&from={from:yyyy-MM-dd}&to={from.AddDays(Days):yyyy-MM-dd}")).Expect(200)["items"]!.AsArray();
            if (dates.Count == 0)
                return ("class", await desk.Business.Post("class-sessions", new { serviceId = drumming, resourceId = desk.Eva, startsAt = At() }));
            var date = dates[random.Next(dates.Count)]!;
            return ("place", await desk.Book(Body(null).With("serviceId", drumming).With("startsAt", (string)date["startsAt"]!).With("party", random.Next(1, 3))));
        }

        private Task<ApiAnswer> MoveStay(Guid booking)
        {
            var arrival = Day();
            return desk.Business.Post($"bookings/{booking}/move", new { arrival, departure = arrival.AddDays(random.Next(1, 3)), resourceId = random.Next(2) == 0 ? desk.Room101 : desk.Room102 });
        }

        private JsonObject Body(Guid? resource) => desk.Booking().With("resourceId", resource).With("startsAt", At());

        private DateOnly Day() => desk.SomeDay.AddDays(random.Next(Days));

        private string At() => Desk.At(Day(), $"{random.Next(9, 19):00}:{random.Next(4) * 15:00}");

        private Guid Someone() => random.Next(2) == 0 ? desk.Eva : desk.Tom;
    }

    private static Task<(int Overlaps, int Overfilled)> Shared(Desk desk) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var db = services.GetRequiredService<BookingsDb>();
        var bookings = await db.Bookings.AsNoTracking().Where(booking => booking.Status != BookingStatus.Cancelled).ToListAsync();
        var holds = await db.Holds.AsNoTracking().ToListAsync();
        var sessions = await db.Sessions.AsNoTracking().ToListAsync();
        var taken = bookings.Where(booking => booking.ResourceId != null).Select(booking => (booking.ResourceId!.Value, new Interval(booking.OccupiedFromUtc, booking.OccupiedUntilUtc)))
            .Concat(holds.Where(hold => hold.ResourceId != null).Select(hold => (hold.ResourceId!.Value, new Interval(hold.OccupiedFromUtc, hold.OccupiedUntilUtc))))
            .Concat(sessions.Where(session => session.ResourceId != null).Select(session => (session.ResourceId!.Value, new Interval(session.OccupiedFromUtc, session.OccupiedUntilUtc))));
        var overfilled = sessions.Count(session => bookings.Where(booking => booking.SessionId == session.Id).Sum(booking => booking.Party) > session.Capacity);
        return (taken.GroupBy(one => one.Item1, one => one.Item2).Sum(times => Pairs(times.ToList())), overfilled);
    });

    private static int Pairs(List<Interval> times) => times.Select((time, at) => times.Skip(at + 1).Count(time.Overlaps)).Sum();

    /// <summary>The control: a hold written past the lock, at a time that is taken.</summary>
    private static Task<int> PlantOverlap(Desk desk) => desk.Business.Platform.Inside(desk.Business, async services =>
    {
        var db = services.GetRequiredService<BookingsDb>();
        var one = await db.Bookings.FirstAsync(booking => booking.ResourceId != null && booking.Arrival == null && booking.Status != BookingStatus.Cancelled);
        var service = await db.Services.FirstAsync(row => row.Id == one.ServiceId);
        var resource = await db.Resources.FirstAsync(row => row.Id == one.ResourceId);
        var slot = new Calendar.Slot(service, resource, null, new(one.StartsAtUtc, one.EndsAtUtc)) { Quote = new(one.Price, []) };
        db.Holds.Add(BookingHold.Keep(slot, 1, services.GetRequiredService<Work>().Now));
        await services.GetRequiredService<Work>().SaveAsync(default);
        return 1;
    });
}
