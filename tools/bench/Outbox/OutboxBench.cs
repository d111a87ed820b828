using System.Diagnostics;
using System.Globalization;
using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;

namespace BookingPlatform.Bench.Outbox;

/// <summary>What the outbox can carry and costs, whom a poisoned message delays, whether anything is missed or overtaken, and what a node asks while nothing happens.</summary>
internal static class OutboxBench
{
    private const int Messages = 10_000;
    private const int Customers = 2_000;

    public static async Task<Section> Run(BenchOptions options)
    {
        var section = new Section("outbox", "The kernel's dispatcher as in a node of the platform, with a listener that only writes down what it hears, PostgreSQL with fsync.");
        var cluster = await PostgresCluster.StartAsync("shared_preload_libraries=pg_stat_statements");
        await using var control = await ControlSession.Open(cluster);
        if (options.Has(1))
            section.Add($"{Messages:#,0} messages about {Customers:#,0} customers, one node", await Speed(options, cluster, control));
        if (options.Has(2))
            section.Add("One message in a hundred is poisoned", await Poisoned.Measure(options, cluster));
        if (options.Has(3))
            section.Add("Interleaved long transactions, three nodes", await Ordered.Measure(options, cluster));
        if (options.Has(4))
            section.Add("Nothing happens", await Idle.Measure(options, cluster, control));
        section.Note("Speed: from the bell until the table is empty, beside one connection that claims 200 rows (FOR UPDATE SKIP LOCKED), commits, deletes them, commits, and tells nobody: the same promise, at least once. Commits are commit records in the write-ahead log.");
        section.Note("Poison: 400 messages a second for some seconds, each of the hundredth customers' throws; the others' time from commit to listener, 95th percentile, in turns with a run without poison.");
        section.Note("Order: transactions write first and commit up to 0.4 s later, so numbers become visible out of turn. The control is a reader that asks for what is above the last number it has seen.");
        section.Note("Idle: every statement that PostgreSQL counts (pg_stat_statements) of a whole node without visitors, BEGIN and COMMIT not among them. Quartz checks in every 3 s with three statements, so that a dead node's jobs begin elsewhere within 15 s (row 6 of reliability): both bars cannot be met with it, and the takeover was chosen. On SQLite, where there is one node, it checks in with nobody.");
        return section;
    }

    private static async Task<IEnumerable<Figure>> Speed(BenchOptions options, PostgresCluster cluster, ControlSession control)
    {
        var name = await cluster.CreateDatabase();
        var (table, diary) = (new OutboxTable(cluster.ConnectionString(name)), new Diary());
        await using var node = await KernelNode.Start(cluster.OwnerConnectionString(name), diary, new Dictionary<string, string?> { ["Outbox:Poll"] = "01:00:00" });
        await Ours();
        await Peer();
        var turns = await Turns.Take(options.Pairs, Ours, Peer);
        await Asked.Forget(control);
        var start = await control.WalPosition();
        await Ours();
        var commits = (double)(await control.WalSince(start)).Commits / Messages;
        if (options.Show)
            Asked.Print(await Asked.In(cluster, name));
        return
        [
            turns.ToFigure("messages per second") with { Bar = new(0.3, AtMost: false), Goal = new(0.6, AtMost: false) },
            new Figure("commits per delivered message", commits.ToString("0.000", CultureInfo.InvariantCulture), "Hangfire's storage: about 10", commits) { Bar = new(0.2, AtMost: true), Goal = new(0.1, AtMost: true) },
        ];

        async Task<double> Ours()
        {
            diary.Forget();
            await table.Fill(Messages, Customers);
            return await Timed(async () =>
            {
                node.Ring();
                while (diary.Count < Messages)
                    await Task.Delay(2);
                await table.UntilEmpty();
            });
        }

        async Task<double> Peer()
        {
            await table.Fill(Messages, Customers);
            return await Timed(table.ClaimAll);
        }
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
