using BookingPlatform.Customers.Merging;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Features;

/// <summary>Merges the certain pairs of the queue, each as a merge of its own that can be undone by itself. What stands in the way of one pair stops no other.</summary>
internal sealed class MergeCertain(ListDuplicates queue, IServiceScopeFactory scopes, Work work)
{
    /// <summary>How many at once: a person has to be able to look at them first.</summary>
    public const int Most = 50;

    /// <param name="PairIds">Those that were looked at; others are left alone, and so are those that are no longer certain.</param>
    internal sealed record Request(IReadOnlyList<Guid>? PairIds);

    /// <param name="Merged">Ids of the merges.</param>
    /// <param name="Left">Pairs that could not be merged, with the reason; they stay in the queue.</param>
    internal sealed record Result(IReadOnlyList<Guid> Merged, IReadOnlyList<Leaving> Left);

    internal sealed record Leaving(Guid PairId, string Code, string Reason);

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/duplicates/merge-certain", async (Request request, MergeCertain feature, CancellationToken ct) => (await feature.Handle(request, ct)).ToHttp())
        .Needs(Right.MergeCustomers)
        .Produces<Result>()
        .WithSummary("Merge these pairs, as far as they are still certain: each with the better known record as the primary one.");

    public async Task<Answer<Result>> Handle(Request request, CancellationToken ct)
    {
        if (request.PairIds is not { Count: > 0 and <= Most } asked)
            return Refusal.Invalid("pairIds", $"Choose 1 to {Most} pairs.");
        var (merged, left) = (new List<Guid>(), new List<Leaving>());
        foreach (var id in asked.Distinct())
            if ((await Merge(id, ct)).Is(out var done, out var refusal))
                merged.Add(done.Id);
            else
                left.Add(new(id, refusal.Code, refusal.Message));
        return new Result(merged, left);
    }

    private async Task<Answer<MergeCustomers.Result>> Merge(Guid pairId, CancellationToken ct)
    {
        if (!(await queue.Get(pairId, ct)).Is(out var pair, out var refusal))
            return refusal;
        if (!pair.Certain || pair.State is not Duplicates.DuplicateState.Open)
            return Refusal.Conflict("not-certain", "This pair is not certain any more. Compare the two records.");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(work.Actor);
        return await scope.ServiceProvider.GetRequiredService<MergeCustomers>().Handle(new()
        {
            PrimaryId = pair.Customers[0].Id,
            OtherIds = [pair.Customers[1].Id],
            Versions = pair.Customers.ToDictionary(customer => customer.Id, customer => customer.Version),
        }, ct);
    }
}
