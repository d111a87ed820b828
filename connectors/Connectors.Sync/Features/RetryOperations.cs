using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>People say "Try again": one customer at once, or all that are stuck for one cause.</summary>
internal sealed class RetryOperations(SyncDb db, Work work, PushQueue queue, ConnectionDesk desk, ListOperations list)
{
    /// <param name="ConnectionId">Which connection.</param>
    /// <param name="State"><c>differs</c>, <c>failed</c>, <c>needsStaff</c> or <c>waiting</c>.</param>
    internal sealed record Request(Guid ConnectionId, OperationState State);

    internal sealed record Result(int Retried);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("pms/operations/{id:guid}/retry", async (Guid id, RetryOperations retry, CancellationToken ct) =>
                (await retry.One(id, ct)).ToHttp(operation => TypedResults.Accepted((string?)null, operation)))
            .Needs(Right.RunOperations).WithTags("PMS").WithSummary("Try one customer again now.").Produces<OperationItem>(StatusCodes.Status202Accepted);
        api.MapPost("pms/operations/retry", async (Request request, RetryOperations retry, CancellationToken ct) =>
                (await retry.All(request, ct)).ToHttp(result => TypedResults.Accepted((string?)null, result)))
            .Needs(Right.RunOperations).WithTags("PMS").WithSummary("Try again all customers of a connection that are in one state.").Produces<Result>(StatusCodes.Status202Accepted);
    }

    public async Task<Answer<OperationItem>> One(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Operations.SingleOrDefaultAsync(operation => operation.Id == id, ct) is not { } operation)
            return Refusal.NotFound("operation");
        await queue.Restart([operation], ct);
        await work.SaveAsync(ct);
        return (await list.One(id, ct))!;
    }

    /// <summary>Parks them all in one statement; the release behind it takes them up some hundreds at a time.</summary>
    public async Task<Answer<Result>> All(Request request, CancellationToken ct)
    {
        if (request.State is OperationState.InStep or OperationState.Sending)
            return Refusal.Invalid("state", "Only what differs, failed, needs staff or waits can be tried again.");
        await work.BeginAsync(ct);
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == request.ConnectionId, ct) is not { } connection)
            return Refusal.NotFound("connection");

        var now = work.Now;
        var retried = await db.Operations
            .Where(operation => operation.ConnectionId == request.ConnectionId && operation.State == request.State)
            .ExecuteUpdateAsync(set => set
                .SetProperty(operation => operation.State, OperationState.Waiting)
                .SetProperty(operation => operation.Parked, true)
                .SetProperty(operation => operation.WaitingSinceUtc, now)
                .SetProperty(operation => operation.ChangedAtUtc, now), ct);
        desk.Release(connection.Id);
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = connection.Id, Action = "pms.retried", Sentence = $"{retried} customers of {connection.Name} tried again" });
        await work.SaveAsync(ct);
        return new Result(retried);
    }
}
