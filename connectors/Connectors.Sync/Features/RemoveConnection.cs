using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Ends a connection: its secrets, links and waiting operations are deleted here. The hotel system keeps what it has.</summary>
internal sealed class RemoveConnection(SyncDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapDelete("pms/connections/{id:guid}", async (Guid id, HttpRequest http, RemoveConnection remove, CancellationToken ct) =>
            (await remove.Handle(id, IfMatch.Version(http), ct)).ToHttp(_ => TypedResults.NoContent()))
        .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("End a connection and forget its links.").Produces(StatusCodes.Status204NoContent);

    public async Task<Answer<Done>> Handle(Guid id, int? seenVersion, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Connections.SingleOrDefaultAsync(connection => connection.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");
        if (seenVersion is { } seen && seen != connection.Version)
            return Refusal.Stale();

        await db.Operations.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.Links.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.Errands.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.Reservations.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.News.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.Differences.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        await db.Buckets.Where(row => row.ConnectionId == id).ExecuteDeleteAsync(ct);
        db.Connections.Remove(connection);
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = id, Action = "pms.removed", Sentence = $"Connection {connection.Name} removed" });
        await work.SaveAsync(ct);
        return default(Done);
    }
}
