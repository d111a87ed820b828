using BookingPlatform.Bench.Measure;
using BookingPlatform.Bench.Report;
using BookingPlatform.Bench.Stage;
using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Outbox;

/// <summary>What one whole node asks of the database in a minute in which nobody does anything.</summary>
internal static class Idle
{
    private const int Minutes = 3;

    public static async Task<IEnumerable<Figure>> Measure(BenchOptions options, PostgresCluster cluster, ControlSession control)
    {
        await control.Do("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        var name = await cluster.CreateDatabase();
        await using var platform = BenchHost.Whole(PlatformSettings.At(Db.PostgreSql, cluster.OwnerConnectionString(name)));
        await platform.NewBusiness();
        await Task.Delay(TimeSpan.FromMinutes(1));
        await control.Do("SELECT pg_stat_statements_reset()");
        await Task.Delay(TimeSpan.FromMinutes(Minutes));

        var asked = await Asked(cluster, name);
        if (options.Show)
            foreach (var (text, calls) in asked)
                Console.Error.WriteLine($"{calls,5}  {text.ReplaceLineEndings(" ")}");
        var each = asked.Where(one => !IsBracket(one.Text)).Sum(one => one.Calls) / (double)Minutes;
        var jobs = asked.Where(one => !IsBracket(one.Text) && one.Text.Contains("qrtz", StringComparison.OrdinalIgnoreCase)).Sum(one => one.Calls) / (double)Minutes;
        return
        [
            new Figure("statements a minute and node", $"{each:0.#}", "Hangfire: more than 2,000", each) { Bar = new(12, AtMost: true), Goal = new(4, AtMost: true) },
            new Figure("of these the job engine's", $"{jobs:0.#}", "", null),
        ];
    }

    private static async Task<IReadOnlyList<(string Text, long Calls)>> Asked(PostgresCluster cluster, string database)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand($"SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE datname = '{database}' ORDER BY calls DESC", connection);
        await using var rows = await ask.ExecuteReaderAsync();
        List<(string, long)> asked = [];
        while (await rows.ReadAsync())
            asked.Add((rows.GetString(0), rows.GetInt64(1)));
        return asked;
    }

    private static bool IsBracket(string sql) => sql is "BEGIN" or "COMMIT" or "ROLLBACK" || sql.StartsWith("BEGIN ", StringComparison.Ordinal) || sql.StartsWith("DISCARD", StringComparison.Ordinal);
}
