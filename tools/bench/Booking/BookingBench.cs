using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Booking;

/// <summary>Rows 1 to 3 of the performance table: what making a booking costs.</summary>
internal static class BookingBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("booking", $"One booking: `POST /api/v1/bookings`, unvalidated, a new guest without email. {options.Pairs} pairs of {options.Turn.TotalSeconds:0} s, product and yardstick in turns; median and 95 % interval.");
        if (options.Has(1) || options.Has(2))
            await OnPostgreSql(options, section);
        if (options.Has(3))
            await SqliteRow.Run(options, section);
        section.Note("WAL beside a lean booking: beside ours stand its customer with search rows, two lines of the history and an outbox row for each of four to six listeners, each of them in the indexes that the Jobs page searches a million rows by.");
        section.Note("SQLite: most of the processor time of a booking is EF with a context for each module and request, on the same two cores as the client; the replay is bare prepared commands.");
        return section;
    }

    private static async Task OnPostgreSql(BenchOptions options, Section section)
    {
        var cluster = await PostgresCluster.StartAsync([.. ServerLog.Settings, .. Quiet]);
        await using var control = await ControlSession.Open(cluster);
        using var relay = new Relay(cluster.Port);
        var database = await cluster.CreateDatabase();
        var direct = $"{cluster.ConnectionString(database)};Application Name={ServerLog.Application}";
        var relayed = direct.Replace($"Port={cluster.Port}", $"Port={relay.Port}", StringComparison.Ordinal);

        BookableHouse house;
        PgBenchScript script;
        await using (var platform = BenchHost.Quiet(PlatformSettings.At(Db.PostgreSql, relayed)))
        {
            house = await BookableHouse.Open(platform);
            using var desk = new FrontDesk(platform, house);
            for (var i = 0; i < 300; i++)
                await desk.Book();
            var log = new ServerLog(cluster, control, relay);
            var pattern = Pattern.Of(await log.Record(desk, Pattern.Recordings));
            if (options.Show)
                Console.Out.WriteLine($"{pattern}\n");
            script = new PgBenchScript(pattern, house.Slots);
            if (options.Has(1))
                await new CountsRow(options, control, relay, database).Run(desk, script, section);
        }

        if (options.Has(2))
            await new ThroughputRow(options, cluster.Port, database).Run(PlatformSettings.At(Db.PostgreSql, direct), house, script, section);
    }

    /// <summary>Checkpoints only when asked for: otherwise one falls into some turn and not into the other. What they cost is in row 1.</summary>
    private static readonly string[] Quiet = ["checkpoint_timeout=1h", "max_wal_size=16GB"];
}
