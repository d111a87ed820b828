using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Connects a hotel system. From now on it hears of every customer with a booking to come who is new or changes.</summary>
internal sealed class AddConnection(SyncDb db, Work work, ConnectorCatalog catalog, SettingsCheck check, SettingsVault vault)
{
    internal sealed record Request(string? Plugin, string? Name, Dictionary<string, string?>? Settings);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("pms/connections", async (Request request, AddConnection add, CancellationToken ct) =>
            (await add.Handle(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/pms/connections/{made.Id}", made)))
        .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Connect a hotel system.").Produces<ConnectionItem>(StatusCodes.Status201Created);

    public async Task<Answer<ConnectionItem>> Handle(Request request, CancellationToken ct)
    {
        if (request.Plugin is null || catalog.Find(request.Plugin) is not { } plugin)
            return Refusal.Invalid("plugin", "Choose one of the hotel systems offered.");
        if (!check.Check(plugin, request.Name, WithDefaults(plugin, request.Settings ?? []), stored: null).Is(out var settings, out var refusal))
            return refusal;

        var connection = new Connection { Plugin = plugin.Key, Name = settings.Name, CreatedAtUtc = work.Now };
        vault.Keep(connection, settings.Values, plugin.Settings);
        db.Connections.Add(connection);
        db.Buckets.Add(new TurnBucket { ConnectionId = connection.Id });
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = connection.Id, Action = "pms.connected", Sentence = $"{plugin.DisplayName} connected as {connection.Name}" });
        await work.SaveAsync(ct);
        return ConnectionItem.Of(connection, catalog, vault);
    }

    private static Dictionary<string, string?> WithDefaults(IConnectorPlugin plugin, Dictionary<string, string?> typed)
    {
        foreach (var field in plugin.Settings.Where(field => field.Default is not null && !typed.ContainsKey(field.Key)))
            typed[field.Key] = field.Default;
        return typed;
    }
}
