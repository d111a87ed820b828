using System.Globalization;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Features;

/// <summary>Where customers stand with the hotel systems, last changed first.</summary>
internal sealed class ListOperations(SyncDb db)
{
    private const int Most = 200;

    internal sealed record Page(IReadOnlyList<OperationItem> Items, string? NextCursor);

    internal sealed record Query
    {
        /// <summary><c>waiting</c>, <c>sending</c>, <c>inStep</c>, <c>differs</c>, <c>failed</c> or <c>needsStaff</c>.</summary>
        public string? State { get; init; }

        public Guid? CustomerId { get; init; }

        public Guid? ConnectionId { get; init; }

        public string? Cursor { get; init; }

        /// <summary>1 to 200.</summary>
        public int? Limit { get; init; }
    }

    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("pms/operations", async ([AsParameters] Query query, ListOperations list, CancellationToken ct) => (await list.Handle(query, ct)).ToHttp())
        .Needs(Right.SeeOperations).WithTags("PMS").WithSummary("Where customers stand with the hotel systems.").Produces<Page>();

    public async Task<Answer<Page>> Handle(Query query, CancellationToken ct)
    {
        if (StateOf(query.State) is not { } states)
            return Refusal.Invalid("state", "A state is one of waiting, sending, inStep, differs, failed and needsStaff.");
        if (Position.Read(query.Cursor) is not { } after)
            return Refusal.Invalid("cursor", "This cursor is not one this list gave.");

        var limit = Math.Clamp(query.Limit ?? 50, 1, Most);
        var rows = db.Operations.AsNoTracking()
            .Where(row => states.Contains(row.State))
            .Where(row => query.CustomerId == null || row.CustomerId == query.CustomerId)
            .Where(row => query.ConnectionId == null || row.ConnectionId == query.ConnectionId)
            .Where(row => row.ChangedAtUtc < after.At || (row.ChangedAtUtc == after.At && row.Id.CompareTo(after.Id) < 0))
            .OrderByDescending(row => row.ChangedAtUtc).ThenByDescending(row => row.Id);
        var found = await Items(rows.Take(limit + 1)).ToListAsync(ct);
        return new Page(found.Count > limit ? found[..limit] : found, found.Count > limit ? new Position(found[limit - 1].ChangedAt, found[limit - 1].Id).ToString() : null);
    }

    public async Task<OperationItem?> One(Guid id, CancellationToken ct) => await Items(db.Operations.AsNoTracking().Where(row => row.Id == id)).SingleOrDefaultAsync(ct);

    private IQueryable<OperationItem> Items(IQueryable<Operation> rows) =>
        from row in rows
        join connection in db.Connections on row.ConnectionId equals connection.Id
        select new OperationItem
        {
            Id = row.Id,
            ConnectionId = row.ConnectionId,
            Connection = connection.Name,
            CustomerId = row.CustomerId,
            ExternalId = db.Links.Where(link => link.ConnectionId == row.ConnectionId && link.CustomerId == row.CustomerId).Select(link => link.ExternalId).FirstOrDefault(),
            State = row.State,
            WaitsForConnection = row.Parked,
            FailureClass = row.Failure,
            Code = row.Code,
            Message = row.Sentence,
            OtherGuestId = row.OtherGuest,
            Attempts = row.Attempts,
            NextTryAt = row.NextTryUtc,
            WaitingSince = row.WaitingSinceUtc,
            ConfirmedVersion = row.ConfirmedVersion,
            ConfirmedAt = row.ConfirmedAtUtc,
            ChangedAt = row.ChangedAtUtc,
        };

    internal static OperationState[]? StateOf(string? asked) => asked is null
        ? Enum.GetValues<OperationState>()
        : !int.TryParse(asked, out _) && Enum.TryParse<OperationState>(asked.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var state) ? [state] : null;

    /// <summary>Behind which operation the next page begins.</summary>
    private sealed record Position(DateTime At, Guid Id)
    {
        private static readonly Position Top = new(new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc), Guid.Empty);

        public static Position? Read(string? cursor)
        {
            if (string.IsNullOrEmpty(cursor))
                return Top;
            var parts = cursor.Split('.');
            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
                ? new Position(new DateTime(ticks, DateTimeKind.Utc), id)
                : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{Id:N}");
    }
}
