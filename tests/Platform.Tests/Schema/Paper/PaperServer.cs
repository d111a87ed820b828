using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using BookingPlatform.Database.SqlServer;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Platform.Tests.Schema.Paper;

/// <summary>
/// SQL Server on paper: EF's real provider and our real settings write every statement, which is noted instead of sent. A question finds nothing, a change reaches one row.
/// So what is said to a SQL Server can be read without having one.
/// </summary>
internal sealed class PaperServer : IDatabase
{
    private const string Address = "Server=paper;Database=paper";
    private readonly SqlServerDatabase real = new(Address);
    private readonly ConcurrentQueue<string> statements = new();

    public IReadOnlyList<string> Statements => [.. statements];

    public string Provider => real.Provider;

    public DbProviderFactory Factory => real.Factory;

    public string JobStore => Address;

    public void Forget() => statements.Clear();

    public void Note(string statement) => statements.Enqueue(statement);

    public DbConnection CreateConnection() => new PaperConnection(this);

    public void Configure(DbContextOptionsBuilder options, DbConnection connection, string historyTable) => real.Configure(options, connection, historyTable);

    public async Task<WriteTransaction> Begin(DbConnection connection, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        return new WriteTransaction(await connection.BeginTransactionAsync(ct));
    }

    public async Task<DbTransaction> BeginReading(DbConnection connection, CancellationToken ct) => await connection.BeginTransactionAsync(ct);

    public bool IsUniqueViolation(Exception e) => real.IsUniqueViolation(e);

    public bool IsTransient(Exception e) => real.IsTransient(e);

    public (string? Before, string? After) NumberingOf(string table, string column) => real.NumberingOf(table, column);

    public void Type(DbParameter parameter, Type type) => real.Type(parameter, type);

    public Task<IAsyncDisposable> PrepareToMigrate(bool changesWaiting, CancellationToken ct) => Task.FromResult<IAsyncDisposable>(new Nothing());

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
