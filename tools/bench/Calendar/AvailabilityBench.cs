using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Calendar;

/// <summary>What is free: in a month of a hotel with 200 rooms, and on a day of 40 therapists.</summary>
internal sealed class AvailabilityBench(BenchOptions options, TestBusiness business, string connectionString)
{
    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30);

    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("availability", $"GET /api/v1/availability over HTTP, PostgreSQL. {options.Pairs} pairs, product and yardstick in turns; median and 95 % interval.");
        var settings = await PlatformSettings.New(Db.PostgreSql);
        await using var platform = BenchHost.Quiet(settings);
        var bench = new AvailabilityBench(options, await platform.NewBusiness(), settings.ConnectionString);
        section.Add("A month of a hotel with 200 rooms, 800 stays in it", await bench.Hotel());
        section.Add("A day of 40 therapists, 200 appointments in it", await bench.Spa());
        section.Note("Yardstick: one bare statement that reads what is taken in the same window over the index on resource and time, prepared, on an open connection; the product reads that, hours, prices and closures, makes the free times of it and sends them over HTTP.");
        section.Note("Round trips: of the whole request, counted by the trace of the driver, for which a batch is one; what the first request put into memory is not asked again. tests/Bookings.Tests holds those of a first request, four, constant, whatever the number of rooms and days.");
        return section;
    }

    private async Task<IReadOnlyList<Figure>> Hotel()
    {
        var room = await Service(new { kind = "stay", name = "Double room", capacity = 2, priceMinor = 12000 }, "room", 200);
        await Parallel.ForEachAsync(Enumerable.Range(0, 800), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await Book(new
        {
            serviceId = room.Service,
            resourceId = room.Resources[number / 4],
            arrival = First.AddDays(number % 4 * 7),
            departure = First.AddDays(number % 4 * 7 + 3),
            customer = new { firstName = "Ana", lastName = $"Number {number}" },
            bookWithoutEmail = true,
        }));
        return await Measure(room.Service, First, First.AddDays(30));
    }

    private async Task<IReadOnlyList<Figure>> Spa()
    {
        var massage = await Service(new { kind = "appointment", name = "Massage", durationMinutes = 60, priceMinor = 8000 }, "person", 40);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await Book(new
        {
            serviceId = massage.Service,
            resourceId = massage.Resources[number / 5],
            startsAt = string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd}T{9 + number % 5 * 2:00}:00"),
            customer = new { firstName = "Rui", lastName = $"Number {number}" },
            bookWithoutEmail = true,
        }));
        return await Measure(massage.Service, First, First);
    }

    private async Task<IReadOnlyList<Figure>> Measure(Guid service, DateOnly from, DateOnly to)
    {
        var address = $"availability?serviceId={service}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}";
        var offered = (await business.Get(address)).Expect(200)["items"]!.AsArray().Count;
        using var counter = new DriverTrips();
        (await business.Get(address)).Expect(200);
        var statements = counter.Count;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // The yardstick stands behind the same wall as the product.
        await using (var say = new NpgsqlCommand($"SET booking.business = '{business.Id}'", connection))
            await say.ExecuteNonQueryAsync();
        var pairs = new List<(double Ours, double Peer)>();
        for (var pair = 0; pair < options.Pairs; pair++)
            pairs.Add((await Milliseconds(() => business.Get(address)), await Milliseconds(() => Taken(connection, service, from, to))));
        var ratio = Ratio.Of(pairs.Select(pair => pair.Ours / pair.Peer));
        return
        [
            new Figure("round trips of the second such request", Text(statements), "1", statements),
            new Figure("free times in the answer", Text(offered), "", null),
            new Figure("milliseconds ÷ reading what is taken", Text(Ratio.MedianOf(pairs.Select(pair => pair.Ours))), Text(Ratio.MedianOf(pairs.Select(pair => pair.Peer))), ratio.Median)
            {
                Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.0}…{ratio.High:0.0}"),
            },
        ];
    }

    private static async Task<int> Taken(NpgsqlConnection connection, Guid service, DateOnly from, DateOnly to)
    {
        await using var command = new NpgsqlCommand("""
            SELECT b."ResourceId", b."OccupiedFromUtc", b."OccupiedUntilUtc" FROM bookings_bookings b
            WHERE b."ResourceId" IN (SELECT l."ResourceId" FROM bookings_service_resources l WHERE l."ServiceId" = $1)
            AND b."OccupiedUntilUtc" > $2 AND b."OccupiedFromUtc" < $3 AND b."Status" <> 'Cancelled'
            """, connection)
        {
            Parameters =
            {
                new() { Value = service },
                new() { Value = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) },
                new() { Value = to.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) },
            },
        };
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
            rows++;
        return rows > 0 ? rows : throw new InvalidOperationException("The yardstick read nothing: it asks for something else than the product.");
    }

    private async Task<(Guid Service, IReadOnlyList<Guid> Resources)> Service(object service, string kind, int number)
    {
        var id = (await business.Post("services", service)).Expect(201).Id;
        var resources = new List<Guid>();
        for (var i = 1; i <= number; i++)
            resources.Add((await business.Post("resources", new { kind, name = $"{kind} {i}", serviceIds = new[] { id } })).Expect(201).Id);
        return (id, resources);
    }

    private async Task Book(object booking) => (await business.Post("bookings", booking)).Expect(201);

    private static async Task<double> Milliseconds<T>(Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Text(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);
}
