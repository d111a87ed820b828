using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Peers;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Booking;

/// <summary>Row 2: bookings over HTTP beside pgbench with the same statements, in turns.</summary>
internal sealed class ThroughputRow(BenchOptions options, int port, string database)
{
    private static readonly Limit Bar = new(0.15, false);
    private static readonly Limit Goal = new(0.40, false);

    public async Task Run(PlatformSettings settings, BookableHouse house, PgBenchScript script, Section section)
    {
        using var plain = new PgBench(database, house.Slots, script.Write(pipelined: false));
        using var pipelined = new PgBench(database, house.Slots, script.Write(pipelined: true));
        var figures = new List<Figure>();
        await using (var platform = BenchHost.Quiet(settings))
        {
            using var desk = new FrontDesk(platform, house);
            await Crowd.Book(desk, options.Clients, Turns.WarmUp);
            section.Add("What one booking costs this process, PostgreSQL", await Effort.Measure(desk, options.Bookings));
            figures.Add(await Compare($"{options.Clients} clients", desk, plain, options.Clients));
            figures.Add(await Compare("1 client", desk, plain, 1));
            figures.Add(await Compare($"{options.Clients} clients, pgbench pipelined as the product does", desk, pipelined, options.Clients) with { Bar = null, Goal = null });
        }

        await using (var platform = BenchHost.Whole(settings))
        {
            using var desk = new FrontDesk(platform, house);
            await Crowd.Book(desk, options.Clients, Turns.WarmUp);
            figures.Add(await Compare($"{options.Clients} clients, outbox delivering meanwhile", desk, plain, options.Clients) with { Bar = null, Goal = null });
        }

        section.Add("Row 2: bookings per second over HTTP, PostgreSQL", figures);
        section.Note("Row 2: client, host, pgbench and PostgreSQL (fsync, synchronous_commit and full_page_writes on) share this machine. The host runs as it is published, with server GC. pgbench runs `-M prepared`, one round trip for each statement unless said otherwise. The judged rows run without outbox dispatcher and jobs, as pgbench does.");
    }

    private async Task<Figure> Compare(string what, FrontDesk desk, PgBench peer, int clients)
    {
        var turns = await Turns.Take(options.Pairs, () => Crowd.Book(desk, clients, options.Turn), () => peer.RunFor(options.Turn, clients, port));
        return turns.ToFigure(what) with { Bar = Bar, Goal = Goal };
    }
}
