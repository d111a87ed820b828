using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Durability;

/// <summary>An acknowledged booking is there after every crash, a repeated one is one booking, and SQLite takes several writers without complaint.</summary>
internal static class DurabilityBench
{
    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("durability", $"{Booking.Clients} clients book as fast as they are answered; {options.Rounds} rounds of each crash.");
        if (options.Has(1))
            section.Add("Acknowledged bookings after kill -9", [
                .. await KilledServer.Measure(options.Rounds),
                await KilledHost.Measure(Db.PostgreSql, options.Rounds),
                await KilledHost.Measure(Db.Sqlite, options.Rounds),
            ]);
        if (options.Has(2))
            section.Add("Answers that never arrived, asked again with the same idempotency key", [.. await CutAnswers.Measure(Db.PostgreSql), .. await CutAnswers.Measure(Db.Sqlite)]);
        if (options.Has(3))
            section.Add("Four processes write to one SQLite file", await SeveralWriters.Measure(options));
        section.Note("Lost: answered with 201, and not in the table when the database has recovered or the node is back. Control: the same server with synchronous_commit off, which PostgreSQL says may lose what it has just confirmed.");
        section.Note("Cut: the client hangs up at a random moment after it has asked, many times between commit and answer, and asks again until it is answered. Control: the same without a key.");
        section.Note("Writers: every answer of four whole hosts to clients of each. Control: four connections whose transactions read before they write (deferred), with the same patience.");
        return section;
    }
}
