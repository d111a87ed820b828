using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>The hotel systems of this business, and the plugins one can be connected through.</summary>
internal sealed class ListConnections(SyncDb db, ConnectorCatalog catalog, SettingsVault vault, TimeProvider clock)
{
    internal sealed record Page(IReadOnlyList<ConnectionItem> Items, string? NextCursor);

    internal sealed record PluginPage(IReadOnlyList<PluginItem> Items, string? NextCursor);

    internal sealed record PluginItem(string Key, string Name, string Version, IReadOnlyList<SettingField> Settings);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("pms/connections", async (ListConnections list, CancellationToken ct) => new Page(await list.All(ct), null))
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Connections to hotel systems and how they are doing.");
        api.MapGet("pms/connections/{id:guid}", async (Guid id, ListConnections list, CancellationToken ct) => (await list.One(id, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("One connection.").Produces<ConnectionItem>();
        api.MapGet("pms/plugins", (ListConnections list) => new PluginPage(list.Plugins(), null))
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("The hotel systems that can be connected, with the settings each needs.");
    }

    /// <summary>A business has a handful, so there is one page.</summary>
    public async Task<IReadOnlyList<ConnectionItem>> All(CancellationToken ct)
    {
        var given = await db.Buckets.ToDictionaryAsync(bucket => bucket.ConnectionId, bucket => bucket.GivenUntilTicks, ct);
        var connections = await db.Connections.AsNoTracking().OrderBy(connection => connection.Name).ThenBy(connection => connection.Id).ToListAsync(ct);
        return connections.ConvertAll(connection => ConnectionItem.Of(connection, catalog, vault,
            RateUse.Of(catalog.Find(connection.Plugin)?.RateLimit, given.GetValueOrDefault(connection.Id), clock.GetUtcNow().UtcDateTime)));
    }

    public async Task<Answer<ConnectionItem>> One(Guid id, CancellationToken ct) =>
        await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == id, ct) is { } connection
            ? ConnectionItem.Of(connection, catalog, vault)
            : Refusal.NotFound("connection");

    public IReadOnlyList<PluginItem> Plugins() => [.. catalog.Plugins.Select(plugin => new PluginItem(plugin.Key, plugin.DisplayName, plugin.Version.ToString(), plugin.Settings))];
}
