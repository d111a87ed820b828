using System.Globalization;
using BookingPlatform.Host.Operations.Changes;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;

namespace BookingPlatform.Host.Operations;

/// <summary>Jobs and the outbox over the API.</summary>
internal static class JobsApi
{
    private const int PageSize = 100;

    internal sealed record Listed<T>(IReadOnlyList<T> Items, string? NextCursor);

    /// <param name="EverySeconds">Between two runs; a day for nightly jobs.</param>
    /// <param name="AtUtc">Time of day of a nightly job.</param>
    internal sealed record JobItem(string Name, string Title, int EverySeconds, TimeOnly? AtUtc, bool Paused, DateTimeOffset? NextRunAt, RunItem? LastRun);

    internal sealed record RunItem(Guid Id, string Job, JobState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int ItemsDone, int ItemsTotal, string? Error);

    internal sealed record PileItem(string Listener, OutboxState State, string? Error, int Count, DateTimeOffset OldestAt, DateTimeOffset NextTryAt, int Attempts);

    internal sealed record PileRequest(string? Listener, string? Error);

    internal sealed record DiscardRequest(string Listener, string? Error, string? Reason);

    internal sealed record Touched(int Count);

    public static void Map(IEndpointRouteBuilder api)
    {
        MapJobs(api.MapGroup("/jobs").WithTags("Jobs"));
        var outbox = api.MapGroup("/outbox").WithTags("Outbox");
        MapOutbox(outbox);
        ChangesApi.Map(outbox, api.MapGroup("/nodes").WithTags("Nodes"));
    }

    private static void MapJobs(RouteGroupBuilder jobs)
    {
        jobs.MapGet("", async (JobDesk desk, IBusinesses businesses, Work work, CancellationToken ct) =>
        {
            var business = await businesses.Get(work.BusinessId, ct);
            return new Listed<JobItem>((await desk.Jobs(ct)).Select(job => Show(job, business)).ToList(), null);
        }).Needs(Right.SeeOperations).WithSummary("The background jobs with schedule, last and next run.");
        jobs.MapGet("/runs", Runs).Needs(Right.SeeOperations).Produces<Listed<RunItem>>().WithSummary("Runs, newest first; of one job or in one state (running, done, failed).");
        jobs.MapPost("/{name}/run", async (string name, JobDesk desk, CancellationToken ct) => Accepted(await desk.RunNow(name, ct)))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status202Accepted).WithSummary("Runs a job now, whatever its schedule.");
        jobs.MapPost("/{name}/pause", async (string name, JobDesk desk, CancellationToken ct) => Nothing(await desk.Pause(name, ct)))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Stops a job from starting by itself.");
        jobs.MapPost("/{name}/resume", async (string name, JobDesk desk, CancellationToken ct) => Nothing(await desk.Resume(name, ct)))
            .Needs(Right.RunOperations).Produces(StatusCodes.Status204NoContent).WithSummary("Lets a paused job start by itself again.");
    }

    private static void MapOutbox(RouteGroupBuilder outbox)
    {
        outbox.MapGet("", async (OutboxDesk desk, IBusinesses businesses, Work work, CancellationToken ct) =>
        {
            var business = await businesses.Get(work.BusinessId, ct);
            return new Listed<PileItem>((await desk.Piles(ct)).Select(pile => Show(pile, business)).ToList(), null);
        }).Needs(Right.SeeOperations).WithSummary("Undelivered facts by listener and reason.");
        outbox.MapPost("/retry", async (PileRequest request, OutboxDesk desk, CancellationToken ct) => (await desk.Retry(request.Listener, request.Error, ct)).Then<Touched>(count => new Touched(count)).ToHttp())
            .Needs(Right.RunOperations).Produces<Touched>().WithSummary("Tries one pile again now; without a listener everything that failed.");
        outbox.MapPost("/discard", async (DiscardRequest request, OutboxDesk desk, CancellationToken ct) => (await desk.Discard(request.Listener, request.Error, request.Reason, ct)).Then<Touched>(count => new Touched(count)).ToHttp())
            .Needs(Right.RunOperations).Produces<Touched>().WithSummary("Gives up one dead pile for good, with a reason for the audit trail.");
    }

    private static async Task<IResult> Runs(string? name, string? state, string? cursor, JobDesk desk, IBusinesses businesses, Work work, CancellationToken ct)
    {
        var skip = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
            return Refusal.Invalid("cursor", "Use the nextCursor of the page before, unchanged.").ToProblem();
        var wanted = (JobState?)null;
        if (state is not null && (wanted = Enum.GetValues<JobState>().Cast<JobState?>().FirstOrDefault(known => known.ToString()!.Equals(state, StringComparison.OrdinalIgnoreCase))) is null)
            return Refusal.Invalid("state", "The state of a run is running, done or failed.").ToProblem();
        var business = await businesses.Get(work.BusinessId, ct);
        var runs = await desk.Runs(name, wanted, skip, PageSize + 1, ct);
        return TypedResults.Ok(new Listed<RunItem>(
            runs.Take(PageSize).Select(run => Show(run, business)).ToList(),
            runs.Count > PageSize ? (skip + PageSize).ToString(CultureInfo.InvariantCulture) : null));
    }

    private static IResult Accepted(Answer<Done> answer) => answer.ToHttp(_ => TypedResults.Accepted((string?)null));

    private static IResult Nothing(Answer<Done> answer) => answer.ToHttp(_ => TypedResults.NoContent());

    private static JobItem Show(ScheduledJob job, Business business) => new(
        job.Plan.Name, job.Plan.Title, (int)job.Plan.Schedule.Interval.TotalSeconds, job.Plan.Schedule.At,
        job.Times?.Paused == true, At(business, job.Times?.NextRunUtc), job.Last is { } run ? Show(run, business) : null);

    private static RunItem Show(JobRun run, Business business) =>
        new(run.Id, run.Job, run.State, business.At(run.StartedAtUtc), At(business, run.FinishedAtUtc), run.ItemsDone, run.ItemsTotal, run.Error);

    private static PileItem Show(OutboxPile pile, Business business) =>
        new(pile.Listener, pile.State, pile.Error, pile.Count, business.At(pile.OldestUtc), business.At(pile.NextTryUtc), pile.Attempts);

    private static DateTimeOffset? At(Business business, DateTime? utc) => utc is { } instant ? business.At(instant) : null;
}
