using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using BookingPlatform.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Database.Sqlite;

/// <summary>The embedded default: one file, write-ahead log, writers one after the other.</summary>
public sealed class SqliteDatabase : IDatabase
{
    private const int Busy = 5, Locked = 6, IoError = 10, Full = 13;
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);
    private readonly string connectionString;
    private readonly string file;
    private readonly SemaphoreSlim gate;

    public SqliteDatabase(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 };
        file = Path.GetFullPath(parts.DataSource);
        parts.DataSource = file;
        this.connectionString = parts.ToString();
        gate = Gates.GetOrAdd(file, _ => new SemaphoreSlim(1, 1));
    }

    public string Provider => "Sqlite";

    public DbProviderFactory Factory => SqliteFactory.Instance;

    public string JobStore => new SqliteConnectionStringBuilder(connectionString) { DataSource = Path.ChangeExtension(file, ".jobs.db") }.ToString();

    public DbConnection CreateConnection() => new SqliteConnection(connectionString);

    public void Configure(DbContextOptionsBuilder options, DbConnection connection, string historyTable) =>
        options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(historyTable));

    /// <summary>
    /// BEGIN IMMEDIATE behind a gate of this process: threads queue fairly for the one write lock instead of polling it; other processes are waited for by the busy timeout.
    /// </summary>
    public async Task<WriteTransaction> Begin(DbConnection connection, CancellationToken ct)
    {
        if (!await gate.WaitAsync(TimeSpan.FromSeconds(30), ct))
            throw new SqliteException("Another transaction of this process has held the write lock for 30 seconds.", 5);
        try
        {
            await connection.OpenAsync(ct);
            var sqlite = (SqliteConnection)connection;
            return new WriteTransaction(sqlite.BeginTransaction(deferred: false), new Turn(gate));
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    public async Task<DbTransaction> BeginReading(DbConnection connection, CancellationToken ct)
    {
        var transaction = ((SqliteConnection)connection).BeginTransaction(deferred: true);
        await using var begin = connection.CreateCommand();
        (begin.CommandText, begin.Transaction) = ("SELECT COUNT(*) FROM sqlite_master", transaction);
        await begin.ExecuteScalarAsync(ct);
        return transaction;
    }

    /// <summary>A whole copy of a database that others may be writing to.</summary>
    public static async Task CopyFile(string file, string copy, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await Execute(connection, VacuumInto(copy));
    }

    /// <summary>Closes what this process still holds of a file, so that it can be moved or deleted.</summary>
    public static void LetGo(string file)
    {
        using var connection = new SqliteConnection(new SqliteDatabase($"Data Source={file}").connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static string VacuumInto(string copy) => $"VACUUM INTO '{copy.Replace("'", "''", StringComparison.Ordinal)}'";

    public bool IsUniqueViolation(Exception e) => e.GetBaseException() is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>Somebody else writes, or the disk has no room.</summary>
    public bool IsTransient(Exception e) => e.GetBaseException() is SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full };

    public async Task<IAsyncDisposable> PrepareToMigrate(bool changesWaiting, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var isNew = !File.Exists(file) || new FileInfo(file).Length == 0;
        var turn = await FileTurn.Take(file + ".migrating", ct);
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await Execute(connection, "PRAGMA journal_mode = WAL");
        if (changesWaiting && !isNew)
            await Execute(connection, VacuumInto(BackupName()));
        return turn;
    }

    private string BackupName()
    {
        var stamp = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"{Path.ChangeExtension(file, null)}.before-{stamp}-{Guid.NewGuid().ToString("N")[..4]}{Path.GetExtension(file)}";
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
                gate.Release();
        }
    }
}

/// <summary>An exclusively opened file: lets one process of a machine migrate, the others wait.</summary>
internal sealed class FileTurn(FileStream file) : IAsyncDisposable
{
    public static async Task<FileTurn> Take(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
