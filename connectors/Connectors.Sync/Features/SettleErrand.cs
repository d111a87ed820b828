using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Staff try an errand again, or say that they did it in the hotel system themselves.</summary>
internal sealed class SettleErrand(SyncDb db, Work work, ErrandBook book, ListErrands list)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("pms/errands/{id:guid}/retry", async (Guid id, SettleErrand settle, CancellationToken ct) => (await settle.Retry(id, ct)).ToHttp(errand => TypedResults.Accepted((string?)null, errand)))
            .Needs(Right.RunOperations).WithTags("PMS").WithSummary("Try an errand again now.").Produces<ErrandItem>(StatusCodes.Status202Accepted);
        api.MapPost("pms/errands/{id:guid}/done", async (Guid id, SettleErrand settle, CancellationToken ct) => (await settle.Done(id, ct)).ToHttp())
            .Needs(Right.RunOperations).WithTags("PMS").WithSummary("Say that it was done in the hotel system by hand.").Produces<ErrandItem>();
    }

    public async Task<Answer<ErrandItem>> Retry(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Errands.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } errand)
            return Refusal.NotFound("errand");
        if (errand.State is OperationState.InStep)
            return Refusal.Conflict("wrong-state", "This is done already.");
        await book.Retry([errand], ct);
        await work.SaveAsync(ct);
        return (await list.One(id, ct))!;
    }

    public async Task<Answer<ErrandItem>> Done(Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.Errands.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } errand)
            return Refusal.NotFound("errand");
        if (errand.State is not (OperationState.NeedsStaff or OperationState.Failed))
            return Refusal.Conflict("wrong-state", "Only what was left to staff can be settled by hand.");
        errand.DoneByHand(work.Now);
        var item = (await list.One(id, ct))!;
        work.Audit(new AuditEntry { Subject = "customer", SubjectId = errand.CustomerId, Action = "customer.pms-by-hand", Sentence = $"{item.What}: done in {item.Connection} by hand" });
        await work.SaveAsync(ct);
        return (await list.One(id, ct))!;
    }
}
