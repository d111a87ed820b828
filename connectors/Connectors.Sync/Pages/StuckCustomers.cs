using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel.Ui;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Pages;

/// <summary>The sentences for the front desk: connections that do not work, then customers that are stuck, grouped by cause.</summary>
internal sealed class StuckCustomers(SyncDb db, ConnectorCatalog catalog)
{
    private sealed record Cause(Guid ConnectionId, OperationState State, string? Code, string? Sentence, int Count, DateTime? NextTryUtc, string AnyCustomer);

    public async Task<IReadOnlyList<OperationsNote>> Notes(CancellationToken ct)
    {
        var connections = await db.Connections.AsNoTracking().ToListAsync(ct);
        if (connections.Count == 0)
            return [];
        var parked = await db.Operations.Where(row => row.Parked).GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var causes = await Causes(ct);
        return connections.Where(connection => !connection.IsOpen).Select(connection => About(connection, parked.GetValueOrDefault(connection.Id))).OfType<OperationsNote>()
            .Concat(causes.Select(cause => About(cause, connections.Find(connection => connection.Id == cause.ConnectionId)!)))
            .Concat(await Tasks(connections, ct))
            .OrderBy(note => note.Tone != "bad").ThenByDescending(note => note.Count)
            .ToList();
    }

    /// <summary>What staff have to do there themselves, and where they have to choose.</summary>
    private async Task<IEnumerable<OperationsNote>> Tasks(List<Connection> connections, CancellationToken ct)
    {
        var tasks = await db.Errands.Where(row => row.State == OperationState.NeedsStaff || row.State == OperationState.Failed).GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var differences = await db.Differences.GroupBy(row => row.ConnectionId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        string NameOf(Guid id) => connections.Find(connection => connection.Id == id)?.Name ?? "";
        return tasks.Select(task => new OperationsNote("bad", $"{task.Count} {(task.Count == 1 ? "thing is" : "things are")} to be done in {NameOf(task.Key)} by hand", "The steps stand below.") { Count = task.Count, Href = "/jobs#pms-tasks", Action = "Show them" })
            .Concat(differences.Select(one => new OperationsNote("warn", $"{one.Count} {(one.Count == 1 ? "value differs" : "values differ")} between you and {NameOf(one.Key)}", "Choose which counts.") { Count = one.Count, Href = "/pms/differences", Action = "Choose" }));
    }

    /// <summary>The smallest id as text: PostgreSQL before 18 knows no smallest uuid.</summary>
    private async Task<List<Cause>> Causes(CancellationToken ct) => await db.Operations
        .Where(row => !row.Parked && (row.State == OperationState.Failed || row.State == OperationState.NeedsStaff || row.State == OperationState.Differs || (row.State == OperationState.Waiting && row.Failure != null)))
        // Sentences about possible duplicates name a person each; they are one cause.
        .GroupBy(row => new { row.ConnectionId, row.State, row.Code, Sentence = row.Code == BusinessCode.PossibleDuplicate ? null : row.Sentence })
        .Select(group => new Cause(group.Key.ConnectionId, group.Key.State, group.Key.Code, group.Key.Sentence, group.Count(), group.Min(row => row.NextTryUtc), group.Min(row => row.CustomerId.ToString())!))
        .ToListAsync(ct);

    private OperationsNote? About(Connection connection, int waiting)
    {
        var vendor = catalog.NameOf(connection.Plugin);
        var people = waiting == 0 ? "Nobody waits yet." : $"{Customers(waiting)} {(waiting == 1 ? "waits" : "wait")} and {(waiting == 1 ? "is" : "are")} sent as soon as it works.";
        return connection switch
        {
            { Paused: true } => waiting == 0 ? null : new("warn", $"{connection.Name} is paused", people) { Href = "/settings/connections", Action = "Resume", Count = waiting },
            { Health: ConnectionHealth.Refused } => new("bad", $"{vendor} does not let us in ({connection.Name})", $"{connection.LastFailure} {people}")
            {
                Href = $"/settings/connections/{connection.Id}",
                Action = "Check settings",
                NextTryUtc = connection.NextProbeUtc,
            },
            _ => new("warn", $"{vendor} is not answering ({connection.Name})", $"{connection.LastFailure} {people}") { NextTryUtc = connection.NextProbeUtc, Count = Math.Max(1, waiting) },
        };
    }

    private static OperationsNote About(Cause cause, Connection connection)
    {
        var note = cause.State switch
        {
            OperationState.Waiting => new OperationsNote("warn", $"{Customers(cause.Count)} could not be sent to {connection.Name} yet", $"{cause.Sentence}") { NextTryUtc = cause.NextTryUtc },
            OperationState.Differs => new OperationsNote("bad", $"{Customers(cause.Count)} {(cause.Count == 1 ? "differs" : "differ")} in {connection.Name}", $"{cause.Sentence}"),
            _ when cause.Code == BusinessCode.PossibleDuplicate => new OperationsNote("bad", $"{Customers(cause.Count)} may be in {connection.Name} already", "Somebody else there has their email. Decide on the customer card whether they are the same person."),
            _ => new OperationsNote("bad", $"{Customers(cause.Count)} could not be updated in {connection.Name}", $"{cause.Sentence}"),
        };
        return note with { Count = cause.Count, Href = cause.Count == 1 ? $"/customers/{cause.AnyCustomer}" : "/jobs#hotel-systems", Action = cause.Count == 1 ? "Open customer" : "Show them" };
    }

    private static string Customers(int count) => count == 1 ? "1 customer" : $"{count} customers";
}
