using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Where a customer stands with each hotel system of the business, for the customer card (S0-44).</summary>
internal sealed class CustomerStanding(SyncDb db, ListOperations operations, ListLinks links, ICustomers customers, ConnectorCatalog catalog)
{
    /// <param name="Connection">The connection's name.</param>
    /// <param name="Vendor">The vendor's name.</param>
    /// <param name="State">Null when nothing is there and nothing is to be sent.</param>
    /// <param name="ExternalId">The guest's id there; several where records were merged here and not there.</param>
    /// <param name="Operation">What is under way or was last done.</param>
    internal sealed record Standing(string Connection, string Vendor, OperationState? State, string? ExternalId, OperationItem? Operation);

    public async Task<IReadOnlyList<Standing>> Of(Guid customerId, CancellationToken ct)
    {
        var connections = await db.Connections.AsNoTracking().OrderBy(connection => connection.Name).Select(connection => new { connection.Id, connection.Name, connection.Plugin }).ToListAsync(ct);
        if (connections.Count == 0 || await customers.Find(customerId, ct) is not { } customer)
            return [];
        var known = (await operations.Handle(new() { CustomerId = customerId }, ct)).Value.Items.ToDictionary(operation => operation.ConnectionId);
        var linked = (await links.Handle(customerId, ct)).GroupBy(link => link.ConnectionId).ToDictionary(of => of.Key, of => string.Join(", ", of.Select(link => link.ExternalId)));
        return connections.ConvertAll(connection =>
        {
            var operation = known.GetValueOrDefault(connection.Id);
            return new Standing(connection.Name, catalog.NameOf(connection.Plugin), StateOf(operation, customer.Version), linked.GetValueOrDefault(connection.Id), operation);
        });
    }

    /// <summary>Confirmed, but for an older version: the change is on its way.</summary>
    private static OperationState? StateOf(OperationItem? operation, int version) =>
        operation is { State: OperationState.InStep } && operation.ConfirmedVersion < version ? OperationState.Waiting : operation?.State;
}
