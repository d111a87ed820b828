using System.Data.Common;
using System.Diagnostics;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Kernel.Data;

/// <summary>
/// One use case, one transaction. A scope has one Work, one connection, and every module's DbContext of the scope on it;
/// <see cref="SaveAsync"/> commits all of them, the facts heard inside and the outbox rows of those heard later, or nothing.
/// </summary>
public sealed class Work(IDatabase database, IServiceProvider services, TimeProvider clock, FactCatalog catalog, OutboxSignal signal) : IAsyncDisposable
{
    private readonly List<ModuleDb> contexts = [];
    private readonly Queue<ToldFact> unheard = [];
    private readonly List<OutboxRow> letters = [];
    private readonly List<AuditEntry> trail = [];
    private readonly List<Action> whenCommitted = [];
    private DbConnection? connection;
    private WriteTransaction? transaction;
    private bool held;

    public Actor Actor { get; private set; } = Actor.Nobody;

    public Guid BusinessId => Actor.BusinessId;

    /// <summary>The instant of this use case (UTC); the same for all its rows. In whole microseconds, which every database keeps: what is answered now reads the same later.</summary>
    public DateTime Now => now ??= WholeMicroseconds(clock.GetUtcNow().UtcDateTime);

    private DateTime? now;

    private static DateTime WholeMicroseconds(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));

    public void ActAs(Actor actor) => Actor = actor;

    /// <summary>The open connection and transaction, for the rare statement that EF cannot say.</summary>
    public DbConnection Connection => connection ??= database.CreateConnection();

    /// <summary>Send it before every statement that EF does not write, in the same round trip; empty where the database needs none.</summary>
    public string SayBusiness() => database.SaidFor(BusinessId, Transaction);

    public DbTransaction? Transaction => transaction?.Transaction;

    /// <summary>Starts writing now instead of at <see cref="SaveAsync"/>: call it before reading what a decision under lock depends on.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (transaction is not null)
            return;
        transaction = await database.Begin(Connection, ct);
        foreach (var context in contexts)
            await context.Database.UseTransactionAsync(transaction.Transaction, ct);
    }

    /// <summary>Tells a fact: listeners inside hear it in this transaction, listeners outside after the commit.</summary>
    /// <param name="fact">Ids and states, no personal data: it is kept in the outbox and shown to operators.</param>
    /// <param name="about">The customer (or other aggregate) it is about; facts about one are delivered in order.</param>
    public void Tell<TFact>(TFact fact, Guid about) where TFact : class => unheard.Enqueue(new ToldFact(fact, typeof(TFact), about));

    /// <summary>Writes one line of the audit trail, in this transaction.</summary>
    public void Audit(AuditEntry entry)
    {
        entry.Sign(Actor, Now);
        trail.Add(entry);
    }

    /// <summary>Runs after the commit, for caches and signals; never for anything that must not be lost.</summary>
    public void WhenCommitted(Action act) => whenCommitted.Add(act);

    public async Task SaveAsync(CancellationToken ct)
    {
        await BeginAsync(ct);
        await HearInside(ct);
        foreach (var context in contexts.Where(context => context is not KernelDb).ToList())
            await context.SaveChangesAsync(ct);
        if (!held)
            await CompleteAsync(ct);
    }

    /// <summary>Makes <see cref="SaveAsync"/> stop short of the commit, so that the answer to an idempotent request commits with its effect.</summary>
    internal void Hold() => held = true;

    internal async Task CompleteAsync(CancellationToken ct)
    {
        held = false;
        if (transaction is null)
            return;
        using var activity = Telemetry.Data.StartActivity("commit", ActivityKind.Client);
        activity?.SetTag("db.system.name", database.Provider switch { "Sqlite" => "sqlite", "PostgreSql" => "postgresql", _ => "microsoft.sql_server" }).SetTag("db.operation.name", "COMMIT");
        await WriteKernelRows(ct);
        await transaction.Transaction.CommitAsync(ct);
        await EndTransaction();
        AfterCommit();
    }

    /// <summary>Saves, or says false and forgets everything when a unique index already holds one of the values.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken ct)
    {
        try
        {
            await SaveAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (database.IsUniqueViolation(e))
        {
            await AbandonAsync();
            return false;
        }
    }

    /// <summary>Forgets everything since the last commit.</summary>
    public async Task AbandonAsync()
    {
        if (transaction is not null)
            await EndTransaction();
        foreach (var context in contexts)
            context.ChangeTracker.Clear();
        Forget();
    }

    private async Task HearInside(CancellationToken ct)
    {
        while (unheard.TryDequeue(out var told))
        {
            foreach (var listener in catalog.Inside(told.Type))
                await listener(services, told.Fact, ct);
            letters.AddRange(catalog.Outside(told.Type).Select(delivery => OutboxRow.For(told, delivery, BusinessId, Now)));
        }
    }

    private async Task WriteKernelRows(CancellationToken ct)
    {
        var db = services.GetRequiredService<KernelDb>();
        db.AddRange(letters);
        db.AddRange(trail);
        await db.SaveChangesAsync(ct);
    }

    private void AfterCommit()
    {
        var lettersWaiting = letters.Count > 0;
        var acts = whenCommitted.ToArray();
        Forget();
        foreach (var act in acts)
            act();
        if (lettersWaiting)
            signal.Ring();
    }

    private void Forget()
    {
        unheard.Clear();
        letters.Clear();
        trail.Clear();
        whenCommitted.Clear();
        now = null;
    }

    private async Task EndTransaction()
    {
        // Disposing EF's view of the transaction also gives back its hold on the connection, which UseTransaction(null) would keep for ever.
        foreach (var joined in contexts.Select(context => context.Database.CurrentTransaction).OfType<IDbContextTransaction>())
            await joined.DisposeAsync();
        await transaction!.DisposeAsync();
        transaction = null;
        await Connection.CloseAsync();
    }

    internal TDb Join<TDb>(string historyTable) where TDb : ModuleDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        database.Configure(options, Connection, historyTable);
        options.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        var context = ActivatorUtilities.CreateInstance<TDb>(services, options.Options, this);
        // A failed save abandons the whole transaction, so a savepoint around each would only cost two round trips.
        context.Database.AutoSavepointsEnabled = false;
        if (transaction is not null)
            context.Database.UseTransaction(transaction.Transaction);
        contexts.Add(context);
        return context;
    }

    /// <summary>Rolls back what was not saved and gives everything back; once is enough, more do no harm.</summary>
    public async ValueTask DisposeAsync()
    {
        var (open, line) = (transaction, connection);
        (transaction, connection) = (null, null);
        if (open is not null)
            await open.DisposeAsync();
        if (line is not null)
            await line.DisposeAsync();
    }
}

internal sealed record ToldFact(object Fact, Type Type, Guid About);
