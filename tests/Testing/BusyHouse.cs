using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace BookingPlatform.Testing;

/// <summary>A small house that many clients book at once by every path that takes time: two people, a class in either's room, two rooms to stay in, four days.</summary>
public sealed class BusyHouse
{
    public const int Days = 4;
    private Guid massage, drumming, stay, itinerary;
    private Guid[] people = [], rooms = [];

    private BusyHouse(TestBusiness business) => Business = business;

    public TestBusiness Business { get; }

    /// <summary>Far enough from today that no clock change and no closing hour comes between.</summary>
    public DateOnly First { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30);

    /// <summary>How often each path went well.</summary>
    public ConcurrentDictionary<string, int> Done { get; } = new();

    public static async Task<BusyHouse> Open(TestBusiness business)
    {
        var house = new BusyHouse(business);
        house.people = [await house.Add("resources", new { kind = "person", name = "Eva" }), await house.Add("resources", new { kind = "person", name = "Tom" })];
        house.rooms = [await house.Add("resources", new { kind = "room", name = "101" }), await house.Add("resources", new { kind = "room", name = "102" })];
        house.massage = await house.Add("services", new { kind = "appointment", name = "Massage", durationMinutes = 60, bufferAfterMinutes = 15, priceMinor = 8000, resourceIds = house.people });
        house.drumming = await house.Add("services", new { kind = "class", name = "Drumming", durationMinutes = 60, capacity = 3, resourceIds = house.people });
        house.stay = await house.Add("services", new { kind = "stay", name = "Double room", capacity = 2, priceMinor = 12000, resourceIds = house.rooms });
        var customer = await house.Add("customers", new { firstName = "Ana", lastName = "Silva", email = "ana@silva.example" });
        house.itinerary = await house.Add("itineraries", new { customerId = customer, from = house.First, to = house.First.AddDays(Days) });
        return house;
    }

    private async Task<Guid> Add(string what, object body) => (await Business.Post(what, body)).Expect(201).Id;

    /// <summary>That many clients at once, until they have made so many attempts together.</summary>
    public Task Work(int clients, int attempts)
    {
        var left = attempts;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(seed => Task.Run(async () =>
        {
            var client = new Client(this, new Random(seed));
            while (Interlocked.Decrement(ref left) >= 0)
                await client.Act();
        })));
    }

    private sealed class Client(BusyHouse house, Random random)
    {
        private readonly List<(Guid Id, bool IsStay)> mine = [];

        /// <summary>One attempt by any path. Refused is expected; any other answer fails the run.</summary>
        public async Task Act()
        {
            var (path, answer) = await Any();
            if (answer.Status is not (200 or 201 or 409) || (answer.Status == 409 && answer.Code is not ("slot-taken" or "class-exists" or "wrong-state" or "try-again" or "nothing-to-undo")))
                throw new Xunit.Sdk.XunitException($"{path} was answered {answer.Status}: {answer.Text}");
            if (answer.Status == 409)
                return;
            house.Done.AddOrUpdate(path, 1, (_, times) => times + 1);
            if (answer.Status == 201 && answer.Json["code"] is not null && path != "place")
                mine.Add((answer.Id, answer["arrival"] is not null));
        }

        private async Task<(string, ApiAnswer)> Any()
        {
            var own = mine.Count > 0 ? mine[random.Next(mine.Count)] : default;
            return random.Next(16) switch
            {
                0 or 1 or 2 => ("book", await Book(Massage(Someone()))),
                3 => ("itinerary", await Book(Known(Massage(Someone())))),
                4 => ("hold", await house.Business.Post("slot-holds", new { serviceId = house.massage, resourceId = Someone(), startsAt = At() })),
                5 => ("class", await SetClass()),
                6 or 7 => await Place(),
                8 or 9 => ("stay", await Book(Nights())),
                _ when own.Id == default => ("book", await Book(Massage(null))),
                10 or 11 => ("cancel", await Change(own.Id, "cancel", null)),
                12 => ("undo", await Change(own.Id, "undo", null)),
                _ when own.IsStay => ("move-stay", await MoveStay(own.Id)),
                13 => ("reassign", await Change(own.Id, "move", new { resourceId = Someone() })),
                14 => ("resize", await Change(own.Id, "move", new { durationMinutes = 15 * random.Next(2, 10) })),
                _ => ("move", await Change(own.Id, "move", new { startsAt = At(), resourceId = Someone() })),
            };
        }

        /// <summary>A place in a class date that somebody may have set.</summary>
        private async Task<(string, ApiAnswer)> Place()
        {
            var dates = (await house.Business.Get($"availability?serviceId={house.drumming}&from={house.First:yyyy-MM-dd}&to={house.First.AddDays(Days):yyyy-MM-dd}")).Expect(200)["items"]!.AsArray();
            if (dates.Count == 0)
                return ("class", await SetClass());
            var place = Massage(null);
            (place["serviceId"], place["startsAt"], place["party"]) = (house.drumming, (string)dates[random.Next(dates.Count)]!["startsAt"]!, random.Next(1, 3));
            return ("place", await Book(place));
        }

        private Task<ApiAnswer> SetClass() => house.Business.Post("class-sessions", new { serviceId = house.drumming, resourceId = Someone(), startsAt = At() });

        private Task<ApiAnswer> MoveStay(Guid booking)
        {
            var arrival = Day();
            return Change(booking, "move", new { arrival, departure = arrival.AddDays(random.Next(1, 3)), resourceId = house.rooms[random.Next(2)] });
        }

        private Task<ApiAnswer> Book(JsonObject booking) => house.Business.Post("bookings", booking);

        private Task<ApiAnswer> Change(Guid booking, string how, object? body) => house.Business.Post($"bookings/{booking}/{how}", body);

        private JsonObject Massage(Guid? resource) => new()
        {
            ["serviceId"] = house.massage,
            ["resourceId"] = resource,
            ["startsAt"] = At(),
            ["customer"] = new JsonObject { ["firstName"] = "Rui", ["lastName"] = "Costa" },
            ["bookWithoutEmail"] = true,
        };

        private JsonObject Known(JsonObject booking)
        {
            (booking["path"], booking["itineraryId"]) = ("itinerary", house.itinerary);
            booking.Remove("customer");
            return booking;
        }

        private JsonObject Nights()
        {
            var (nights, arrival) = (Massage(null), Day());
            nights.Remove("startsAt");
            (nights["serviceId"], nights["arrival"], nights["departure"]) = (house.stay, $"{arrival:yyyy-MM-dd}", $"{arrival.AddDays(random.Next(1, 3)):yyyy-MM-dd}");
            return nights;
        }

        private DateOnly Day() => house.First.AddDays(random.Next(Days));

        private string At() => $"{Day():yyyy-MM-dd}T{random.Next(9, 19):00}:{random.Next(4) * 15:00}";

        private Guid Someone() => house.people[random.Next(2)];
    }
}
