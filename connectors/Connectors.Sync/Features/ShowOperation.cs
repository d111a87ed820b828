using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>One customer's standing with one hotel system, with the last requests and answers; people and secrets are masked in them.</summary>
internal sealed class ShowOperation(SyncDb db, ListOperations list)
{
    internal sealed record Result(OperationItem Operation, IReadOnlyList<PmsCall> Calls);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("pms/operations/{id:guid}", async (Guid id, ShowOperation show, CancellationToken ct) => (await show.Handle(id, ct)).ToHttp())
        .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("One operation with its last requests and answers, redacted.").Produces<Result>();

    public async Task<Answer<Result>> Handle(Guid id, CancellationToken ct)
    {
        if (await list.One(id, ct) is not { } operation)
            return Refusal.NotFound("operation");
        return new Result(operation, CallTape.Read(await db.Operations.Where(row => row.Id == id).Select(row => row.Calls).SingleAsync(ct)));
    }
}
