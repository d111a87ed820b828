using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Changes a connection's name and settings, for example a token that was replaced. What waited for it goes on.</summary>
internal sealed class ChangeConnection(SyncDb db, Work work, ConnectorCatalog catalog, SettingsCheck check, SettingsVault vault, ConnectionDesk desk)
{
    /// <param name="Name">As staff call it.</param>
    /// <param name="Settings">All settings; a secret that is left out or blank stays as it is, unless the address changes.</param>
    internal sealed record Request(string? Name, Dictionary<string, string?>? Settings);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPut("pms/connections/{id:guid}", async (Guid id, Request request, HttpRequest http, ChangeConnection change, CancellationToken ct) =>
            (await change.Handle(id, request, IfMatch.Version(http), ct)).ToHttp())
        .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Change a connection's name and settings.").Produces<ConnectionItem>();

    public async Task<Answer<ConnectionItem>> Handle(Guid id, Request request, int? seenVersion, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(connection => connection.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");
        if (seenVersion is { } seen && seen != connection.Version)
            return Refusal.Stale();
        if (catalog.Find(connection.Plugin) is not { } plugin)
            return Refusal.Conflict("plugin-missing", $"The plugin '{connection.Plugin}' is not installed here. Ask the operator of this platform.");
        if (!check.Check(plugin, request.Name, request.Settings ?? [], vault.Open(connection)).Is(out var settings, out var refusal))
            return refusal;

        connection.Name = settings.Name;
        vault.Keep(connection, settings.Values, plugin.Settings);
        desk.Release(id);
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = id, Action = "pms.changed", Sentence = $"Settings of the connection {connection.Name} changed" });
        await work.SaveAsync(ct);
        return ConnectionItem.Of(connection, catalog, vault);
    }
}
