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

/// <summary>Holds a connection back and lets it go on. Changes made meanwhile wait and are sent afterwards, the newest only.</summary>
internal sealed class PauseConnection(SyncDb db, Work work, ConnectorCatalog catalog, SettingsVault vault, ConnectionDesk desk)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("pms/connections/{id:guid}/pause", async (Guid id, PauseConnection pause, CancellationToken ct) => (await pause.Handle(id, pause: true, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Hold a connection back.").Produces<ConnectionItem>();
        api.MapPost("pms/connections/{id:guid}/resume", async (Guid id, PauseConnection pause, CancellationToken ct) => (await pause.Handle(id, pause: false, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Let a connection go on.").Produces<ConnectionItem>();
    }

    public async Task<Answer<ConnectionItem>> Handle(Guid id, bool pause, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(connection => connection.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");
        if (connection.Paused != pause)
        {
            if (pause)
                connection.Pause();
            else
                connection.Resume();
            work.Audit(new AuditEntry { Subject = "setting", SubjectId = id, Action = pause ? "pms.paused" : "pms.resumed", Sentence = $"Connection {connection.Name} {(pause ? "paused" : "resumed")}" });
        }

        if (!pause)
            desk.Release(id);
        await work.SaveAsync(ct);
        return ConnectionItem.Of(connection, catalog, vault);
    }
}
