using System.Data.Common;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Jobs.Hangfire;

/// <summary>
/// Turns that one node has at a time: locks of the database session, which go with it when the node dies and stay while it merely sleeps. Hangfire's own lock on PostgreSQL is a
/// row with an age, which outlives its node and does not outlive a long job.
/// </summary>
internal sealed class JobTurns(IDatabase database)
{
    private const string PostgreSqlTake = "SELECT pg_try_advisory_lock(hashtextextended(@name, 0))";
    private const string PostgreSqlGive = "SELECT pg_advisory_unlock(hashtextextended(@name, 0))";

    internal const string SqlServerTake =
        """
        DECLARE @got int;
        EXEC @got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
        SELECT CAST(CASE WHEN @got >= 0 THEN 1 ELSE 0 END AS bit);
        """;

    internal const string SqlServerGive = "EXEC sp_releaseapplock @Resource = @name, @LockOwner = 'Session'";

    private bool IsPostgreSql => database.Provider == "PostgreSql";

    /// <returns>Null when somebody else has it.</returns>
    public async Task<IAsyncDisposable?> Take(string name, CancellationToken ct)
    {
        var connection = database.CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            await using var take = Command(connection, IsPostgreSql ? PostgreSqlTake : SqlServerTake, name);
            if (await take.ExecuteScalarAsync(ct) is true)
                return new Turn(connection, Command(connection, IsPostgreSql ? PostgreSqlGive : SqlServerGive, name));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static DbCommand Command(DbConnection connection, string sql, string name)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@name", $"BookingPlatform.{name}");
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Given back by word, because a pool keeps the session.</summary>
    private sealed class Turn(DbConnection connection, DbCommand give) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await give.ExecuteNonQueryAsync();
            }
            catch (DbException)
            {
                // The session is gone, and the turn with it.
            }

            await give.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
