using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Nodes;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Operations.Changes;

/// <summary>Single changes, queues and nodes over the API: what the dashboard's pages do.</summary>
internal static class ChangesApi
{
    internal sealed record Query
    {
        /// <summary>A name, a booking code, a number, an id, a purpose or a word of the error.</summary>
        public string? Q { get; init; }

        /// <summary><c>onItsWay</c>, <c>triedAgain</c>, <c>heldBack</c> or <c>givenUp</c>.</summary>
        public string? State { get; init; }

        public string? Listener { get; init; }

        public string? Cause { get; init; }

        public string? Cursor { get; init; }
    }

    internal sealed record Item(long Number, Guid MessageId, string Fact, string Listener, WorkState State, Guid? CustomerId, Guid? BookingId, DateTimeOffset HappenedAt, DateTimeOffset NextTryAt, int Attempts, string? Error, string? Cause, string? TraceId);

    internal sealed record Listed(IReadOnlyList<Item> Items, string? NextCursor, int Count);

    internal sealed record Reason(string? Text);

    internal sealed record Touched(int Count);

    internal sealed record NodeItem(string Name, string State, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Lanes);

    public static void Map(RouteGroupBuilder outbox, RouteGroupBuilder nodes)
    {
        outbox.MapGet("/changes", List).Needs(Right.SeeOperations).Produces<Listed>().WithSummary("Changes on their way, newest first.");
        outbox.MapPost("/changes/retry", async ([AsParameters] Query query, FindWork find, OutboxDesk desk, HttpContext http, CancellationToken ct) =>
                Asked(query, out var asked) ? (await desk.Retry(await find.Understand(asked, May(http), ct), ct)).Then<Touched>(count => new Touched(count)).ToHttp() : BadState)
            .Needs(Right.RunOperations).Produces<Touched>().WithSummary("Tries again now what matches and failed.");
        outbox.MapPost("/changes/{number:long}/retry", async (long number, OutboxSearch search, OutboxDesk desk, CancellationToken ct) => await search.One(new() { Number = number }, ct) is null
                ? Refusal.NotFound("change").ToProblem() : (await desk.Retry(new OutboxQuery { Number = number }, ct)).Then<Touched>(count => new Touched(count)).ToHttp())
            .Needs(Right.RunOperations).Produces<Touched>().WithSummary("Tries one change again now; 0 when it is on its way already.");
        outbox.MapPost("/changes/{number:long}/cancel", async (long number, Reason reason, OutboxSearch search, OutboxDesk desk, CancellationToken ct) => await search.One(new() { Number = number }, ct) is null
                ? Refusal.NotFound("change").ToProblem() : (await desk.Remove(new OutboxQuery { Number = number }, reason.Text, ct)).Then<Touched>(count => new Touched(count)).ToHttp())
            .Needs(Right.RunOperations).Produces<Touched>().WithSummary("Takes one change off its way for good, with a reason for the audit trail.");
        outbox.MapPost("/queues/{listener}/pause", async (string listener, OutboxDesk desk, CancellationToken ct) => (await desk.Pause(listener, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Holds a queue back.");
        outbox.MapPost("/queues/{listener}/resume", async (string listener, OutboxDesk desk, CancellationToken ct) => (await desk.Resume(listener, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Lets a queue go on.");
        nodes.MapGet("", async (NodeDesk desk, CancellationToken ct) => (await desk.All(ct)).Select(Show).ToList()).Needs(Right.SeeOperations).WithSummary("The running hosts: working, drained or silent.");
        nodes.MapPost("/{name}/drain", async (string name, RunNodes run, CancellationToken ct) => (await run.OfBusiness(name, drain: true, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Lets a node take no more work; where several businesses share the installation, only its operator can.");
        nodes.MapPost("/{name}/take-back", async (string name, RunNodes run, CancellationToken ct) => (await run.OfBusiness(name, drain: false, ct)).ToHttp(_ => TypedResults.NoContent()))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Lets a drained node take work again.");
    }

    private static async Task<IResult> List([AsParameters] Query query, FindWork find, IBusinesses businesses, Work work, HttpContext http, CancellationToken ct)
    {
        if (!Asked(query, out var asked))
            return BadState;
        if (query.Cursor is not null && asked.Before is null)
            return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.").ToProblem();
        var business = await businesses.Get(work.BusinessId, ct);
        var found = await find.Handle(asked, May(http), ct);
        var items = found.Items.Take(FindWork.PageSize).Select(item => Show(item, WorkWords.StateOf(item, found.HeldBack), business)).ToList();
        return TypedResults.Ok(new Listed(items, found.Items.Count > FindWork.PageSize ? items[^1].Number.ToString(CultureInfo.InvariantCulture) : null, found.Count));
    }

    private static IResult BadState => Refusal.Invalid("state", "A state is one of onItsWay, triedAgain, heldBack and givenUp.").ToProblem();

    private static bool Asked(Query query, out FindWork.Asked asked)
    {
        var state = Enum.GetValues<WorkState>().Cast<WorkState?>().FirstOrDefault(known => known.ToString()!.Equals(query.State, StringComparison.OrdinalIgnoreCase));
        asked = new(query.Q, state, query.Listener, query.Cause, long.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null);
        return query.State is null || state is not null;
    }

    private static Func<string, bool> May(HttpContext http) => right => http.User.HasClaim(Right.Claim, right);

    private static Item Show(OutboxItem item, WorkState state, Business business) => new(item.Number, item.Id, item.Fact, item.Listener, state, item.CustomerId, item.BookingId,
        business.At(item.ToldAtUtc), business.At(item.DueAtUtc), item.Attempts, item.Error, item.Cause, item.TraceParent?.Split('-') is [_, var trace, ..] ? trace : null);

    private static NodeItem Show(NodeState node) => new(node.Name, node.IsSilent ? "silent" : node.IsDrained ? "drained" : "working", node.StartedAtUtc, node.SeenAtUtc, node.Lanes);
}
