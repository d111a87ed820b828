using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Peers;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Bench.Statements;

namespace BookingPlatform.Bench.Booking;

/// <summary>Row 1: SQL round trips, commits and WAL bytes of one booking. One client, warmed up, nothing in the background.</summary>
internal sealed class CountsRow(BenchOptions options, ControlSession control, Relay relay, string database)
{
    /// <summary>The yardstick that performance.md was written with: a lean booking of six statements.</summary>
    private const double LeanWal = 1190;

    public async Task Run(FrontDesk desk, PgBenchScript script, Section section)
    {
        using var plain = new PgBench(database, desk.House.Slots, script.Write(pipelined: false));
        using var pipelined = new PgBench(database, desk.House.Slots, script.Write(pipelined: true));
        await control.Do("CHECKPOINT");
        await BookAll(desk);
        await plain.RunTimes(options.Bookings, relay.Port);

        var trips = await TripsOfProduct(desk);
        var (wal, transactions) = await CostOf(() => BookAll(desk));
        var plainTrips = await TripsOf(plain);
        var pipelinedTrips = await TripsOf(pipelined);
        var (peerWal, peerTransactions) = await CostOf(() => plain.RunTimes(options.Bookings, relay.Port));
        section.Add("Row 1: cost of one booking, PostgreSQL",
            new Figure("SQL round trips (median)", $"{trips:0.#}", $"{plainTrips:0.#}; {pipelinedTrips:0.#} when pipelined alike", trips) { Bar = new(6, true), Goal = new(2, true) },
            new Figure("commits written", Per(wal.Commits), Per(peerWal.Commits), Round(wal.Commits)) { Bar = new(1, true), Goal = new(1, true) },
            new Figure("transactions ended, reading ones too", Per(transactions), Per(peerTransactions), null),
            new Figure("WAL bytes ÷ same statements", Per(wal.Bytes), Per(peerWal.Bytes), (double)wal.Bytes / peerWal.Bytes) { Bar = new(2, true), Goal = new(1.25, true) },
            new Figure("WAL bytes ÷ lean booking of 6 statements", Per(wal.Bytes), $"{LeanWal:#,0}", wal.Bytes / LeanWal / options.Bookings) { Bar = new(2, true), Goal = new(1.25, true) },
            new Figure("of these, whole pages after the checkpoint", Per(wal.PageImages), Per(peerWal.PageImages), null));
        section.Note("Row 1: a round trip is the client speaking after the server has spoken, seen by a relay on the wire. Commits are commit records in the write-ahead log. Outbox dispatcher and jobs are taken out of the host, so nothing has to be subtracted.");
    }

    private async Task BookAll(FrontDesk desk)
    {
        for (var i = 0; i < options.Bookings; i++)
            await desk.Book();
    }

    private async Task<double> TripsOfProduct(FrontDesk desk)
    {
        var counts = new List<double>();
        for (var i = 0; i < options.Bookings; i++)
        {
            relay.Restart();
            await desk.Book();
            counts.Add(relay.Trips);
        }

        return Ratio.MedianOf(counts);
    }

    /// <summary>The difference of a long and a short run, so that connecting and preparing count for nothing.</summary>
    private async Task<double> TripsOf(PgBench peer)
    {
        relay.Restart();
        await peer.RunTimes(options.Bookings, relay.Port);
        var few = relay.Trips;
        relay.Restart();
        await peer.RunTimes(2 * options.Bookings, relay.Port);
        return (double)(relay.Trips - few) / options.Bookings;
    }

    private async Task<(WalCost Wal, long Transactions)> CostOf(Func<Task> bookings)
    {
        var before = await control.Transactions(database);
        var start = await control.WalPosition();
        await bookings();
        var wal = await control.WalSince(start);
        return (wal, await control.Transactions(database) - before);
    }

    private double Round(long count) => Math.Round((double)count / options.Bookings, 2);

    private string Per(long count) => ((double)count / options.Bookings).ToString("#,0.##", CultureInfo.InvariantCulture);
}
