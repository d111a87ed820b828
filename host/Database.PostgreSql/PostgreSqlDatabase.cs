using System.Data;
using System.Data.Common;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BookingPlatform.Database.PostgreSql;

/// <summary>PostgreSQL 15 and later, for several nodes and large data.</summary>
public sealed class PostgreSqlDatabase(string connectionString) : IDatabase, IAsyncDisposable
{
    private const long MigrationLock = 0x426F6F6B696E67;
    private static readonly BusinessWall Wall = new();
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public string Provider => "PostgreSql";

    public DbProviderFactory Factory => NpgsqlFactory.Instance;

    public string JobStore => connectionString;

    public DbConnection CreateConnection() => source.CreateConnection();

    public void Configure(DbContextOptionsBuilder options, DbConnection connection, string historyTable) =>
        options.UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(historyTable)).AddInterceptors(Wall);

    public string SaidFor(Guid business, DbTransaction? transaction) => Wall.SaidFor(business, transaction);

    public async Task<bool> KeepBusinessesApart(IReadOnlyCollection<string> tables, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await BusinessWall.Build(connection, tables, ct);
    }

    public async Task<WriteTransaction> Begin(DbConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        Wall.Begin(transaction);
        return new WriteTransaction(transaction);
    }

    public async Task<DbTransaction> BeginReading(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    public (string? Before, string? After) NumberingOf(string table, string column) =>
        (null, $"""SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), COALESCE((SELECT MAX("{column}") FROM "{table}"), 1), EXISTS (SELECT FROM "{table}"))""");

    public bool IsUniqueViolation(Exception e) => e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Also when it is away: then a socket's error stands below the driver's.</summary>
    public bool IsTransient(Exception e) => e is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } || (e.InnerException is { } inner && IsTransient(inner));

    public async Task<IAsyncDisposable> PrepareToMigrate(bool changesWaiting, CancellationToken ct)
    {
        await CreateDatabaseIfAbsent(ct);
        var connection = await source.OpenConnectionAsync(ct);
        // A node waits for as long as another needs; thirty seconds, the driver's own patience, would end its start.
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = MigrationLock } } };
        await command.ExecuteNonQueryAsync(ct);
        return new AdvisoryTurn(connection);
    }

    private async Task CreateDatabaseIfAbsent(CancellationToken ct)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        try
        {
            await using var probe = await source.OpenConnectionAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ToString());
            await server.OpenAsync(ct);
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{parts.Database!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", server);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>Released with its session.</summary>
    private sealed class AdvisoryTurn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
            await command.ExecuteNonQueryAsync();
            await connection.DisposeAsync();
        }
    }
}
