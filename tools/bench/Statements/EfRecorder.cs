using System.Data.Common;
using System.Diagnostics;
using BookingPlatform.Bench.Stage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingPlatform.Bench.Statements;

/// <summary>Records bookings on SQLite, which keeps no log, through EF's diagnostic events. Statements sent past EF would be missed.</summary>
internal sealed class EfRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string Begin = "BEGIN IMMEDIATE";
    public const string Commit = "COMMIT";
    private readonly Lock gate = new();
    private readonly List<IDisposable> subscriptions = [];
    private List<Statement>? recording;

    public EfRecorder() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public async Task<IReadOnlyList<Recording>> Record(FrontDesk desk, int bookings)
    {
        var recordings = new List<Recording>();
        for (var i = 0; i < bookings; i++)
            recordings.Add(await RecordOne(desk));
        return recordings;
    }

    private async Task<Recording> RecordOne(FrontDesk desk)
    {
        var statements = new List<Statement>();
        lock (gate)
            recording = statements;
        var slot = desk.House.Slots.TakeApart();
        using var answer = await desk.Ask(slot);
        lock (gate)
            recording = null;
        await FrontDesk.Expect(answer, System.Net.HttpStatusCode.Created);
        statements.Add(new Statement(Commit, []));
        return new Recording(slot, statements);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: SqliteCommand command })
            Add(new Statement(command.CommandText, command.Parameters.Cast<DbParameter>().Select(SentAs).ToList()));
        else if (value.Key == RelationalEventId.TransactionUsed.Name)
            AddBegin();
    }

    private void Add(Statement statement)
    {
        lock (gate)
            recording?.Add(statement);
    }

    /// <summary>Every context joins the one transaction; the first to do so shows where it began.</summary>
    private void AddBegin()
    {
        lock (gate)
        {
            if (recording?.Any(statement => statement.Sql == Begin) == false)
                recording.Add(new Statement(Begin, []));
        }
    }

    private static Sent SentAs(DbParameter parameter) => new(parameter.ParameterName, parameter.Value switch
    {
        DBNull => null,
        int number => (long)number,
        var other => other,
    });

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
}
