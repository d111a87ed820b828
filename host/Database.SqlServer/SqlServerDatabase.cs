using System.Data;
using System.Data.Common;
using BookingPlatform.Kernel.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingPlatform.Database.SqlServer;

/// <summary>SQL Server 2019 and later, for several nodes in Microsoft shops.</summary>
public sealed class SqlServerDatabase(string connectionString) : IDatabase
{
    /// <summary>Deadlock and lock timeout, timeout, snapshot conflict, database or server starting, stopping or full, line lost, and what Azure says when it is busy.</summary>
    private static readonly int[] Transient =
        [-2, 0, 20, 53, 64, 121, 233, 258, 921, 1105, 1205, 1222, 3960, 4060, 6005, 9002, 10053, 10054, 10060, 10061, 11001, 17142, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920];

    /// <summary>From this severity on the server, or the client in its place, has ended the connection.</summary>
    private const byte Fatal = 20;

    internal const string CreateIfAbsent =
        """
        IF DB_ID(@name) IS NULL
        BEGIN
            DECLARE @create nvarchar(max) = N'CREATE DATABASE ' + QUOTENAME(@name) + N'; ALTER DATABASE ' + QUOTENAME(@name) + N' SET READ_COMMITTED_SNAPSHOT ON; ALTER DATABASE ' + QUOTENAME(@name) + N' SET ALLOW_SNAPSHOT_ISOLATION ON;';
            EXEC (@create);
        END
        """;

    public string Provider => "SqlServer";

    public DbProviderFactory Factory => SqlClientFactory.Instance;

    public string JobStore => connectionString;

    public DbConnection CreateConnection() => new SqlConnection(connectionString);

    public void Configure(DbContextOptionsBuilder options, DbConnection connection, string historyTable) =>
        options.UseSqlServer(connection, sqlServer => sqlServer.MigrationsHistoryTable(historyTable)).ReplaceService<IMigrationsSqlGenerator, UniqueUnlessNull>();

    public async Task<WriteTransaction> Begin(DbConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        return new WriteTransaction(await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct));
    }

    public async Task<DbTransaction> BeginReading(DbConnection connection, CancellationToken ct) =>
        await connection.BeginTransactionAsync(IsolationLevel.Snapshot, ct);

    public (string? Before, string? After) NumberingOf(string table, string column) => ($"SET IDENTITY_INSERT [{table}] ON", $"SET IDENTITY_INSERT [{table}] OFF");

    /// <summary>A guessed instant loses milliseconds, and a guessed NULL does not fit a column of bytes.</summary>
    public void Type(DbParameter parameter, Type type)
    {
        if (type == typeof(DateTime))
            parameter.DbType = DbType.DateTime2;
        else if (type == typeof(byte[]))
            parameter.DbType = DbType.Binary;
    }

    public bool IsUniqueViolation(Exception e) => e.GetBaseException() is SqlException { Number: 2601 or 2627 };

    public bool IsTransient(Exception e) => (e is SqlException sql && (sql.Class >= Fatal || Transient.Contains(sql.Number))) || (e.InnerException is { } inner && IsTransient(inner));

    public async Task<IAsyncDisposable> PrepareToMigrate(bool changesWaiting, CancellationToken ct)
    {
        await CreateDatabaseIfAbsent(ct);
        var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new SqlCommand("sp_getapplock", connection) { CommandType = CommandType.StoredProcedure, CommandTimeout = 0 };
        command.Parameters.AddWithValue("@Resource", "BookingPlatform.Migrations");
        command.Parameters.AddWithValue("@LockMode", "Exclusive");
        command.Parameters.AddWithValue("@LockOwner", "Session");
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>Readers see the last committed rows instead of waiting for writers, as on the other two databases.</summary>
    private async Task CreateDatabaseIfAbsent(CancellationToken ct)
    {
        var parts = new SqlConnectionStringBuilder(connectionString);
        var name = parts.InitialCatalog;
        parts.InitialCatalog = "master";
        await using var server = new SqlConnection(parts.ToString());
        await server.OpenAsync(ct);
        await using var command = new SqlCommand(CreateIfAbsent, server);
        command.Parameters.AddWithValue("@name", name);
        await command.ExecuteNonQueryAsync(ct);
    }
}
