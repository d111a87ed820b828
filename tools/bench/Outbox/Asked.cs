using BookingPlatform.Bench.Measure;
using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Outbox;

/// <summary>A statement as PostgreSQL counted it (pg_stat_statements).</summary>
/// <param name="Text">With <c>$1</c> for values.</param>
/// <param name="Calls">How often.</param>
/// <param name="Milliseconds">All of them together, in the server.</param>
internal sealed record Asked(string Text, long Calls, double Milliseconds)
{
    public static async Task Forget(ControlSession control)
    {
        await control.Do("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        await control.Do("SELECT pg_stat_statements_reset()");
    }

    public static async Task<IReadOnlyList<Asked>> In(PostgresCluster cluster, string database)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand($"SELECT query, calls, total_exec_time FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE datname = '{database}' ORDER BY total_exec_time DESC", connection);
        await using var rows = await ask.ExecuteReaderAsync();
        List<Asked> asked = [];
        while (await rows.ReadAsync())
            asked.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetDouble(2)));
        return asked;
    }

    public static void Print(IEnumerable<Asked> asked)
    {
        foreach (var one in asked)
            Console.Error.WriteLine($"{one.Calls,6} × {one.Milliseconds,8:0.0} ms  {one.Text.ReplaceLineEndings(" ")}");
    }
}
