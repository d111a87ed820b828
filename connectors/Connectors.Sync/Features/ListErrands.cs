using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>What is to be done in the hotel systems, last changed first; the latest only, since what is done is of no interest for long.</summary>
internal sealed class ListErrands(SyncDb db)
{
    private const int Most = 200;

    internal sealed record Page(IReadOnlyList<ErrandItem> Items, string? NextCursor);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("pms/errands", async (Guid? customerId, Guid? bookingId, string? state, ListErrands list, CancellationToken ct) =>
            (await list.Handle(customerId, bookingId, state, ct)).ToHttp(items => TypedResults.Ok(new Page(items, null))))
        .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("What is to be done in the hotel systems besides keeping guests' data; the latest 200.").Produces<Page>();

    public async Task<Answer<List<ErrandItem>>> Handle(Guid? customerId, Guid? bookingId, string? state, CancellationToken ct)
    {
        if (ListOperations.StateOf(state) is not { } states)
            return Refusal.Invalid("state", "A state is one of waiting, sending, inStep, failed and needsStaff.");
        var rows = db.Errands.AsNoTracking()
            .Where(row => states.Contains(row.State) && (customerId == null || row.CustomerId == customerId) && (bookingId == null || row.SubjectId == bookingId))
            .OrderByDescending(row => row.ChangedAtUtc).ThenBy(row => row.Id);
        return await Items(rows.Take(Most)).ToListAsync(ct);
    }

    public async Task<ErrandItem?> One(Guid id, CancellationToken ct) => await Items(db.Errands.AsNoTracking().Where(row => row.Id == id)).SingleOrDefaultAsync(ct);

    private IQueryable<ErrandItem> Items(IQueryable<Errand> rows) =>
        from row in rows
        join connection in db.Connections on row.ConnectionId equals connection.Id
        select new ErrandItem
        {
            Id = row.Id,
            ConnectionId = row.ConnectionId,
            Connection = connection.Name,
            CustomerId = row.CustomerId,
            Kind = row.Kind,
            SubjectId = row.SubjectId,
            Wanted = row.Wanted,
            State = row.State,
            Code = row.Code,
            Message = row.Sentence,
            Attempts = row.Attempts,
            NextTryAt = row.NextTryUtc,
            AskedBy = row.AskedBy,
            AskedAt = row.AskedAtUtc,
            ChangedAt = row.ChangedAtUtc,
        };
}
