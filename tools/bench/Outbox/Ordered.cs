using System.Collections.Concurrent;
using BookingPlatform.Bench.Report;
using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Outbox;

/// <summary>Many messages of interleaved transactions through three dispatchers: each arrives, once, and each customer's in the order they were told.</summary>
internal static class Ordered
{
    private const int Customers = 1_000;
    private const int Together = 5;
    private const int Writers = 24;

    public static async Task<IEnumerable<Figure>> Measure(BenchOptions options, PostgresCluster cluster)
    {
        var name = await cluster.CreateDatabase();
        var diary = new Diary();
        List<KernelNode> nodes = [];
        for (var i = 0; i < 3; i++)
            nodes.Add(await KernelNode.Start(cluster.OwnerConnectionString(name), diary, new Dictionary<string, string?> { ["Outbox:Poll"] = "00:00:00.2" }));
        var table = new OutboxTable(cluster.ConnectionString(name));
        await table.Do("CREATE TABLE seen (id bigserial PRIMARY KEY)");

        using var over = new CancellationTokenSource();
        var naive = AboveTheLast(table, over.Token);
        var told = await Tell(table, nodes, options.Messages);
        await table.UntilEmpty();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await over.CancelAsync();
        var overlooked = options.Messages / Together - await naive;
        foreach (var node in nodes)
            await node.DisposeAsync();

        var arrived = Enumerable.Range(0, Customers).Select(customer => diary.Of(customer).Select(heard => heard.Number).ToList()).ToList();
        var missed = told.Select((count, customer) => count - arrived[customer].Distinct().Count()).Sum();
        var inverted = arrived.Sum(numbers => numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second < pair.First));
        var twice = arrived.Sum(numbers => numbers.Count - numbers.Distinct().Count());
        return
        [
            new Figure($"missed, of {told.Sum():#,0}", $"{missed}", "", missed) { Bar = new(0, AtMost: true) },
            new Figure("inverted for a customer", $"{inverted}", "", inverted) { Bar = new(0, AtMost: true) },
            new Figure("heard twice", $"{twice}", "", twice) { Bar = new(0, AtMost: true) },
            new Figure($"control, a reader of what is above the last: transactions overlooked, of {options.Messages / Together:#,0}", $"{overlooked:#,0}", "", overlooked) { Bar = new(1, AtMost: false) },
        ];
    }

    /// <summary>A customer's own transactions wait for each other, as on the customer's row; those of others overlap.</summary>
    private static async Task<int[]> Tell(OutboxTable table, List<KernelNode> nodes, int messages)
    {
        var (told, busy) = (new int[Customers], new ConcurrentDictionary<int, byte>());
        await Parallel.ForEachAsync(Enumerable.Range(0, messages / Together), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (turn, ct) =>
        {
            var customer = turn % Customers;
            while (!busy.TryAdd(customer, 0))
                customer = Random.Shared.Next(Customers);
            await using var connection = await table.Open();
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using (var insert = new NpgsqlCommand($"INSERT INTO seen DEFAULT VALUES; {OutboxTable.Insert($"(SELECT {customer} AS c, n, 'false' AS p FROM generate_series({told[customer] + 1}, {told[customer] + Together}) n ORDER BY n) rows")}", connection, transaction))
                await insert.ExecuteNonQueryAsync(ct);
            if (turn % 4 == 0)
                await Task.Delay(Random.Shared.Next(turn % 100 == 0 ? 400 : 20), ct);
            await transaction.CommitAsync(ct);
            told[customer] += Together;
            busy.TryRemove(customer, out _);
            nodes[turn % nodes.Count].Ring();
        });
        return told;
    }

    /// <returns>How many it has seen.</returns>
    private static async Task<int> AboveTheLast(OutboxTable table, CancellationToken over)
    {
        await using var connection = await table.Open();
        await using var ask = new NpgsqlCommand("SELECT id FROM seen WHERE id > $1 ORDER BY id", connection) { Parameters = { new NpgsqlParameter { Value = 0L } } };
        var (last, seen) = (0L, 0);
        while (!over.IsCancellationRequested)
        {
            ask.Parameters[0].Value = last;
            await using (var rows = await ask.ExecuteReaderAsync(CancellationToken.None))
            {
                for (; await rows.ReadAsync(CancellationToken.None); seen++)
                    last = rows.GetInt64(0);
            }

            await Task.Delay(5, CancellationToken.None);
        }

        return seen;
    }
}
