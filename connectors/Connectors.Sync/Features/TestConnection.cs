using BookingPlatform.Connectors.Abstractions;
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

/// <summary>Asks the hotel system for the property's name. When it answers, whatever waited for the connection goes on; when it refuses, the connection is closed.</summary>
internal sealed class TestConnection(SyncDb db, Work work, ConnectorPool pool, ConnectionDesk desk)
{
    /// <param name="Works">Whether the settings work.</param>
    /// <param name="PropertyName">Where they lead, so that staff see it is the right hotel.</param>
    /// <param name="Details">Further lines, for example the chain.</param>
    /// <param name="Message">Why not, in plain words.</param>
    internal sealed record Result(bool Works, string? PropertyName, IReadOnlyList<string> Details, string? Message);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("pms/connections/{id:guid}/test", async (Guid id, TestConnection test, CancellationToken ct) => (await test.Handle(id, ct)).ToHttp())
        .Needs(Right.ManageSettings).WithTags("PMS").WithSummary("Try a connection; changes nothing in the hotel system.").Produces<Result>();

    public async Task<Answer<Result>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == id, ct) is not { } connection)
            return Refusal.NotFound("connection");

        // No transaction is open while the PMS takes its time.
        var answer = await pool.Open(connection).Test(ct);
        await work.BeginAsync(ct);
        if (answer.Failure is { } failure)
            await desk.Close(id, ProbeConnection.HealthAfter(failure), failure.Message, (failure as PmsFailure.Transient)?.RetryAfter, ct);
        else
            await desk.Open(id, answer.Value.PropertyName, ct);
        await work.SaveAsync(ct);
        return answer.Succeeded ? new Result(true, answer.Value.PropertyName, answer.Value.Details, null) : new Result(false, null, [], answer.Failure.Message);
    }
}
