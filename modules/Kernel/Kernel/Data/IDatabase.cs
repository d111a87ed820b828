using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Data;

/// <summary>What differs between SQLite, PostgreSQL and SQL Server, in one place. Implemented by the projects host/Database.*.</summary>
public interface IDatabase
{
    /// <summary><c>Sqlite</c>, <c>PostgreSql</c> or <c>SqlServer</c>, as in the setting <c>Database__Provider</c>.</summary>
    string Provider { get; }

    DbProviderFactory Factory { get; }

    /// <summary>Where the job engine keeps its tables: the platform's database, on SQLite a file beside it, so that the two never wait for each other.</summary>
    string JobStore { get; }

    DbConnection CreateConnection();

    void Configure(DbContextOptionsBuilder options, DbConnection connection, string historyTable);

    /// <summary>Starts a transaction that may write. On SQLite it takes the write lock at once, so nobody is told "busy" half-way.</summary>
    Task<WriteTransaction> Begin(DbConnection connection, CancellationToken ct);

    /// <summary>Starts a transaction that only reads and sees one moment to its end, without holding writers up.</summary>
    Task<DbTransaction> BeginReading(DbConnection connection, CancellationToken ct);

    bool IsUniqueViolation(Exception e);

    /// <summary>Another transaction stood in the way (deadlock, lock timeout, busy); trying again is right.</summary>
    bool IsTransient(Exception e);

    /// <summary>
    /// The database's own wall between businesses, where it has one: from now on a statement on these tables finds and writes rows of the business it was said for, and no other,
    /// whatever its text forgets to say.
    /// </summary>
    /// <returns>Whether it holds for the user we connect as.</returns>
    Task<bool> KeepBusinessesApart(IReadOnlyCollection<string> tables, CancellationToken ct) => Task.FromResult(false);

    /// <summary>What to send before a statement that EF does not write, in the same round trip: it says for which business it is. Empty where the database has no such wall.</summary>
    string SaidFor(Guid business, DbTransaction? transaction) => "";

    /// <summary>What to send before and after rows are written whose number, which the database counts itself, is already known.</summary>
    (string? Before, string? After) NumberingOf(string table, string column) => default;

    /// <summary>Says the type of a parameter of a statement that EF does not write, where the driver would guess another.</summary>
    void Type(DbParameter parameter, Type type)
    {
    }

    /// <summary>Creates the database when it is absent, keeps a copy of it when migrations are about to change it, and lets exactly one node in.</summary>
    Task<IAsyncDisposable> PrepareToMigrate(bool changesWaiting, CancellationToken ct);
}

/// <summary>A running transaction, and what else to let go of when it ends.</summary>
public sealed class WriteTransaction(DbTransaction transaction, IDisposable? gate = null) : IAsyncDisposable
{
    public DbTransaction Transaction { get; } = transaction;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync();
        }
        finally
        {
            gate?.Dispose();
        }
    }
}
