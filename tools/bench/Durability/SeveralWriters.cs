using BookingPlatform.Bench.Faults;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;
using Microsoft.Data.Sqlite;

namespace BookingPlatform.Bench.Durability;

/// <summary>Nobody who books over SQLite hears that it is busy, even when four processes write to one file.</summary>
internal static class SeveralWriters
{
    private const int Processes = 4;

    public static async Task<IEnumerable<Figure>> Measure(BenchOptions options)
    {
        var settings = await KilledHost.OnRealDisk(Db.Sqlite);
        BookableHouse house;
        await using (var opening = BenchHost.Quiet(settings))
            house = await BookableHouse.Open(opening);
        List<Node> nodes = [];
        for (var i = 0; i < Processes; i++)
            nodes.Add(await Node.Start(settings, []));
        var (answers, errors) = await Book(nodes, house, 5 * options.Turn);
        foreach (var node in nodes)
            await node.DisposeAsync();
        var (done, busy) = await Deferred(Path.Combine(settings.Folder, "control.db"), options.Turn);
        return
        [
            new Figure($"answers other than 201, of {answers:#,0}", $"{errors}", "", errors) { Bar = new(0, AtMost: true) },
            new Figure($"control, deferred transactions: busy errors beside {done:#,0} that went well", $"{busy:#,0}", "", busy) { Bar = new(1, AtMost: false) },
        ];
    }

    private static async Task<(int Answers, int Errors)> Book(List<Node> nodes, BookableHouse house, TimeSpan time)
    {
        var (answers, errors) = (0, 0);
        using var over = new CancellationTokenSource(time);
        await Task.WhenAll(nodes.Concat(nodes).Select(node => Task.Run(async () =>
        {
            using var desk = new FrontDesk(node.Address, house);
            while (!over.IsCancellationRequested)
            {
                using var answer = await desk.Ask(house.Slots.Take());
                Interlocked.Increment(ref answers);
                if (!answer.IsSuccessStatusCode)
                    Interlocked.Increment(ref errors);
            }
        })));
        return (answers, errors);
    }

    private static async Task<(int Done, int Busy)> Deferred(string file, TimeSpan time)
    {
        Do(file, "PRAGMA journal_mode = WAL; CREATE TABLE counted (n INTEGER); INSERT INTO counted VALUES (0)");
        var (done, busy) = (0, 0);
        using var over = new CancellationTokenSource(time);
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    ReadAndWrite(file);
                    Interlocked.Increment(ref done);
                }
                catch (SqliteException)
                {
                    Interlocked.Increment(ref busy);
                }
            }
        })));
        return (done, busy);
    }

    /// <summary>Somebody else may write between the two, and then no waiting helps: what was read is not what is there (SQLITE_BUSY_SNAPSHOT).</summary>
    private static void ReadAndWrite(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=5");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        using var read = new SqliteCommand("SELECT n FROM counted", connection, transaction);
        var n = (long)read.ExecuteScalar()!;
        using var write = new SqliteCommand("UPDATE counted SET n = $n", connection, transaction) { Parameters = { new("$n", n + 1) } };
        write.ExecuteNonQuery();
        transaction.Commit();
    }

    private static void Do(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=5");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
