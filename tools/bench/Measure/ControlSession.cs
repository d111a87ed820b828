using BookingPlatform.Testing;
using Npgsql;

namespace BookingPlatform.Bench.Measure;

/// <summary>What some transactions left in the write-ahead log.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="PageImages">Of these, whole pages written because they were touched for the first time since a checkpoint.</param>
/// <param name="Commits">Commit records: each is one wait for the disk.</param>
internal sealed record WalCost(long Bytes, long PageImages, long Commits);

/// <summary>The bench's own session, in a database that nobody measures.</summary>
internal sealed class ControlSession : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private ControlSession(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<ControlSession> Open(PostgresCluster cluster)
    {
        var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        var session = new ControlSession(connection);
        await session.Do("CREATE EXTENSION IF NOT EXISTS pg_walinspect");
        return session;
    }

    public async Task Do(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException($"No answer to {sql}"));
    }

    public Task<string> WalPosition() => Ask<string>("SELECT pg_current_wal_flush_lsn()::text");

    public async Task<WalCost> WalSince(string position)
    {
        var end = await WalPosition();
        var records = $"pg_get_wal_stats('{position}', '{end}', true)";
        return new WalCost(
            (long)await Ask<decimal>($"SELECT '{end}'::pg_lsn - '{position}'::pg_lsn"),
            (long)await Ask<decimal>($"SELECT coalesce(sum(fpi_size), 0) FROM {records}"),
            (long)await Ask<decimal>($"SELECT coalesce(sum(count), 0) FROM {records} WHERE \"resource_manager/record_type\" LIKE 'Transaction/COMMIT%'"));
    }

    /// <summary>Transactions ended in a database, reading ones too. Sessions report late: at the latest ten seconds after their last statement.</summary>
    public async Task<long> Transactions(string database)
    {
        await Task.Delay(TimeSpan.FromSeconds(11));
        return await Ask<long>($"SELECT xact_commit FROM pg_stat_database WHERE datname = '{database}'");
    }

    public Task<long> Deadlocks(string database) => Ask<long>($"SELECT deadlocks FROM pg_stat_database WHERE datname = '{database}'");

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
