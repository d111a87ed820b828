using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Outbox;

/// <summary>How much later everybody else hears while one message in a hundred throws every time it is tried.</summary>
internal static class Poisoned
{
    private const int AtOnce = 20;
    private const int Customers = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    public static async Task<IEnumerable<Figure>> Measure(BenchOptions options, PostgresCluster cluster)
    {
        var name = await cluster.CreateDatabase();
        var (table, diary) = (new OutboxTable(cluster.ConnectionString(name)), new Diary());
        await using var node = await KernelNode.Start(cluster.OwnerConnectionString(name), diary);
        await Delay(isPoisoned: true);
        var turns = await Turns.Take(Math.Min(options.Pairs, 7), () => Delay(isPoisoned: true), () => Delay(isPoisoned: false));
        var ratio = Ratio.Of(turns.Pairs.Select(pair => pair.Ours / pair.Peer));
        return
        [
            new Figure("p95 of the others ÷ without poison", Text(turns.Pairs.Select(pair => pair.Ours)), Text(turns.Pairs.Select(pair => pair.Peer)), ratio.Median)
            {
                Spread = string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.00}…{ratio.High:0.00}"),
                Bar = new(1.5, AtMost: true),
            },
        ];

        async Task<double> Delay(bool isPoisoned)
        {
            await table.Do("TRUNCATE kernel_outbox");
            diary.Forget();
            var told = new ConcurrentDictionary<int, long>();
            var (sent, turn) = (0, Stopwatch.StartNew());
            for (; turn.Elapsed < 2 * options.Turn; sent += AtOnce)
            {
                var began = turn.Elapsed;
                await table.Do(OutboxTable.Insert($"(SELECT CASE WHEN {(isPoisoned ? "i % 100 = 7" : "false")} THEN 1000000 + i ELSE i % {Customers} END AS c, i AS n, CASE WHEN {(isPoisoned ? "i % 100 = 7" : "false")} THEN 'true' ELSE 'false' END AS p FROM generate_series({sent}, {sent + AtOnce - 1}) i ORDER BY i) rows"));
                var now = Stopwatch.GetTimestamp();
                for (var i = sent; i < sent + AtOnce; i++)
                    told[i] = now;
                node.Ring();
                if (Beat - (turn.Elapsed - began) is { Ticks: > 0 } rest)
                    await Task.Delay(rest);
            }

            var healthy = Enumerable.Range(0, sent).Count(i => !isPoisoned || i % 100 != 7);
            while (diary.Count < healthy)
                await Task.Delay(5);
            var delays = Enumerable.Range(0, Customers).SelectMany(diary.Of).Select(heard => Stopwatch.GetElapsedTime(told[heard.Number], heard.At).TotalMilliseconds).Order().ToArray();
            return delays[(int)(delays.Length * 0.95)];
        }
    }

    private static string Text(IEnumerable<double> milliseconds) => Ratio.MedianOf(milliseconds).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
