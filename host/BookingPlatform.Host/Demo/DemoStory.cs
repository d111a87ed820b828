using System.Globalization;

namespace BookingPlatform.Host.Demo;

/// <summary>What happens at the demo's businesses: everything for the coming week and a half is booked four days ago, then the days are lived.</summary>
internal sealed class DemoStory(TimeProvider clock)
{
    private const int FirstDay = -3;
    private const int LastDay = 9;
    private readonly Random dice = new(20261121);
    private readonly Random habits = new(20261122);
    private readonly HashSet<DemoPerson> cameOnce = [];

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    internal sealed record Hotel(IReadOnlyList<BookedVisit> Visits, DemoFrontDesk FrontDesk);

    internal sealed record BookedVisit(Guid BookingId, DateTime Starts, bool IsStay);

    public async Task<Hotel> BookTheHotel(DemoApi api, CancellationToken ct)
    {
        await api.Make("pms/connections", new { plugin = "simulated", name = "Harbour’s hotel system", settings = new Dictionary<string, string> { ["property-name"] = "Harbour Hotel & Spa" } }, ct);
        var rooms = await Resources(api, "room", ["101 Sea view", "102 Sea view", "201 Garden", "202 Garden", "301 Suite"], null, ct);
        var therapists = await Resources(api, "person", ["Eva Martins", "Rui Costa", "Mei Tanaka"], ("09:00", "19:00"), ct);
        var studio = await Resources(api, "space", ["Studio"], ("07:00", "21:00"), ct);
        var room = await Service(api, new { kind = "stay", name = "Double room", capacity = 2, priceMinor = 14_500, taxBasisPoints = 600, colour = "slate", resourceIds = rooms, description = "With breakfast" }, ct);
        Guid[] treatments =
        [
            await Service(api, new { kind = "appointment", name = "Deep tissue massage", durationMinutes = 60, bufferAfterMinutes = 15, capacity = 1, priceMinor = 8_500, taxBasisPoints = 2_300, colour = "teal", resourceIds = therapists }, ct),
            await Service(api, new { kind = "appointment", name = "Facial", durationMinutes = 45, bufferAfterMinutes = 15, capacity = 1, priceMinor = 6_900, taxBasisPoints = 2_300, colour = "violet", resourceIds = therapists }, ct),
            await Service(api, new { kind = "appointment", name = "Couples’ hammam", durationMinutes = 90, bufferAfterMinutes = 30, capacity = 2, priceMinor = 16_000, taxBasisPoints = 2_300, colour = "blue", resourceIds = therapists }, ct),
        ];
        var yoga = await Service(api, new { kind = "class", name = "Morning yoga", durationMinutes = 60, capacity = 10, priceMinor = 1_800, taxBasisPoints = 2_300, colour = "amber", resourceIds = studio }, ct);
        for (var day = FirstDay; day < FirstDay + 7; day++)
            await api.Post("class-sessions", new { serviceId = yoga, resourceId = studio[0], startsAt = At(day, 8, 0), weeks = 2, capacity = 10 }, ct);

        var frontDesk = new DemoFrontDesk(api);
        await frontDesk.UseNoShows(ct);
        await frontDesk.SetPrices(room, ct);
        await frontDesk.Close(rooms[3], therapists[1], (day, hour) => At(day, hour, 0), ct);

        var visits = new List<BookedVisit>();
        for (var day = FirstDay; day <= LastDay; day++)
        {
            await Treatments(api, treatments, therapists, day, visits, ct);
            await Yoga(api, yoga, day, visits, ct);
        }

        await Stays(api, room, rooms, visits, ct);
        foreach (var guest in DemoPeople.YogaFriends)
            await Book(api, yoga, null, At(1, 8, 0), guest, ct);
        await frontDesk.KnowTheGuests(ct);
        return new Hotel(visits, frontDesk);
    }

    public static async Task BookTheSalon(DemoApi api, CancellationToken ct)
    {
        var stylists = await Resources(api, "person", ["Léa", "Karim"], ("09:30", "18:30"), ct);
        var cut = await Service(api, new { kind = "appointment", name = "Coupe et coiffage", durationMinutes = 45, capacity = 1, priceMinor = 5_200, colour = "rose", resourceIds = stylists }, ct);
        for (var day = 0; day <= 3; day++)
            foreach (var (person, index) in DemoPeople.Salon.Select((person, index) => (person, index)))
                await Book(api, cut, stylists[index % 2], At(day, 10 + index, 0), person, ct);
    }

    /// <summary>The demo's past: most guests came, a few bookings were never given an outcome.</summary>
    public async Task LiveTheLastDays(DemoApi api, Hotel hotel, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var visit in hotel.Visits.Where(visit => visit.Starts < now))
        {
            var isOver = visit.Starts.AddHours(visit.IsStay ? 40 : 2) < now;
            if (isOver && dice.Next(5) == 0)
                continue;
            if (isOver && !visit.IsStay && habits.Next(9) == 0)
            {
                await api.Post($"bookings/{visit.BookingId}/no-show", null, ct);
                continue;
            }

            await api.Post($"bookings/{visit.BookingId}/arrive", null, ct);
            if (isOver)
                await api.Post($"bookings/{visit.BookingId}/complete", null, ct);
            await Pay(api, visit.BookingId, ct);
        }

        foreach (var coming in hotel.Visits.Where(visit => visit.IsStay && visit.Starts >= now).Take(4))
            await api.Post($"cash/bills/{coming.BookingId}/payments", new { kind = "card", amount = new { amountMinor = 5_000, currency = "EUR" } }, ct);
        await hotel.FrontDesk.WorkToday(ct);
    }

    /// <summary>Of four guests two pay at once, one pays a part and one leaves the bill open.</summary>
    private async Task Pay(DemoApi api, Guid booking, CancellationToken ct)
    {
        var habit = habits.Next(4);
        if (habit == 0)
            return;
        var due = habit == 1 ? 1_500 : await api.Due(booking, ct);
        await api.Post($"cash/bills/{booking}/payments", new { kind = habits.Next(3) == 0 ? "cash" : "card", amount = new { amountMinor = due, currency = "EUR" } }, ct);
        if (habit == 3)
            await api.Post($"cash/bills/{booking}/receipt", null, ct);
    }

    private async Task Treatments(DemoApi api, Guid[] treatments, Guid[] therapists, int day, List<BookedVisit> visits, CancellationToken ct)
    {
        foreach (var therapist in therapists)
            for (var minute = 9 * 60; minute < 18 * 60; minute += 90)
                if (dice.Next(100) < Busyness(day) && await Book(api, treatments[dice.Next(treatments.Length)], therapist, At(day, minute / 60, minute % 60), Anybody(), ct) is { } id)
                    visits.Add(new(id, Day(day).ToDateTime(new TimeOnly(minute / 60, minute % 60)), IsStay: false));
    }

    private async Task Yoga(DemoApi api, Guid yoga, int day, List<BookedVisit> visits, CancellationToken ct)
    {
        for (var place = dice.Next(3, 9); place > 0; place--)
            if (await Book(api, yoga, null, At(day, 8, 0), Anybody(), ct) is { } id)
                visits.Add(new(id, Day(day).ToDateTime(new TimeOnly(8, 0)), IsStay: false));
    }

    private async Task Stays(DemoApi api, Guid service, Guid[] rooms, List<BookedVisit> visits, CancellationToken ct)
    {
        foreach (var room in rooms)
            for (var day = FirstDay + dice.Next(2); day < LastDay; day += dice.Next(2))
            {
                var nights = dice.Next(1, 5);
                var guest = Anybody();
                var id = await api.TryMake("bookings", new { serviceId = service, resourceId = room, arrival = Day(day), departure = Day(day + nights), party = dice.Next(1, 3), customer = guest, path = "unvalidated", bookWithoutEmail = guest.Email is null, acceptSharedEmail = true }, ct);
                if (id is { } booking)
                    visits.Add(new(booking, Day(day).ToDateTime(new TimeOnly(15, 0)), IsStay: true));
                day += nights;
            }
    }

    private static int Busyness(int day) => day is 0 or 1 ? 80 : 55;

    /// <summary>Regulars come again; those without an email of their own would get a new record each time, so they come once.</summary>
    private DemoPerson Anybody()
    {
        while (true)
        {
            var person = DemoPeople.Hotel[dice.Next(DemoPeople.Hotel.Count)];
            if (person.HasOwnEmail || cameOnce.Add(person))
                return person;
        }
    }

    private static DateOnly Day(int day) => Today.AddDays(day);

    private static string At(int day, int hour, int minute) => Day(day).ToDateTime(new TimeOnly(hour, minute)).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static Task<Guid?> Book(DemoApi api, Guid service, Guid? resource, string startsAt, DemoPerson guest, CancellationToken ct) =>
        api.TryMake("bookings", new { serviceId = service, resourceId = resource, startsAt, customer = guest, path = "unvalidated", bookWithoutEmail = guest.Email is null, acceptSharedEmail = true }, ct);

    private static Task<Guid> Service(DemoApi api, object service, CancellationToken ct) => api.Make("services", service, ct);

    private static async Task<Guid[]> Resources(DemoApi api, string kind, string[] names, (string From, string Until)? open, CancellationToken ct)
    {
        var hours = open is { } times ? Enum.GetValues<DayOfWeek>().Select(day => new { day = day.ToString().ToLowerInvariant(), from = times.From, until = times.Until }).ToArray() : [];
        var ids = new List<Guid>();
        foreach (var name in names)
            ids.Add(await api.Make("resources", new { kind, name, hours }, ct));
        return [.. ids];
    }
}
