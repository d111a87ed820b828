using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Peers;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Booking;

/// <summary>Row 3: bookings over HTTP on SQLite beside a bare replay of the same statements, in turns.</summary>
internal static class SqliteRow
{
    public static async Task Run(BenchOptions options, Section section)
    {
        var settings = await PlatformSettings.New(Db.Sqlite);
        using var recorder = new EfRecorder();
        await using var platform = BenchHost.Quiet(settings);
        var house = await BookableHouse.Open(platform);
        using var desk = new FrontDesk(platform, house);
        await Crowd.Book(desk, options.Clients, Turns.WarmUp);
        var pattern = Pattern.Of(await recorder.Record(desk, Pattern.Recordings));
        if (options.Show)
            Console.Out.WriteLine($"{pattern}\n");
        recorder.Dispose();
        using var replay = new SqliteReplay($"{settings.ConnectionString};Foreign Keys=True", pattern, house.Slots);

        section.Add("Row 3: bookings per second over HTTP, SQLite",
            await Compare($"{options.Clients} clients", desk, replay, options),
            await Compare("1 client", desk, replay, options with { Clients = 1 }));
        section.Note("Row 3: the replay runs on one connection with prepared commands, in WAL mode with SQLite's default synchronous=FULL, on the same file as the product.");
    }

    private static async Task<Figure> Compare(string what, FrontDesk desk, SqliteReplay replay, BenchOptions options)
    {
        var turns = await Turns.Take(options.Pairs, () => Crowd.Book(desk, options.Clients, options.Turn), () => Task.Run(() => replay.RunFor(options.Turn)));
        return turns.ToFigure(what) with { Bar = new(0.3, false), Goal = new(0.8, false) };
    }
}
