using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BookingPlatform.Customers.Merging;

/// <summary>What a merge would do, before anybody does it (S1-42): fields side by side, the record after it, effects in every module, what stands in the way. It changes nothing.</summary>
internal sealed class PreviewMerge(MergingRecords records, IEnumerable<IMergeParticipant> participants, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/merges/preview", async (MergeRequest request, PreviewMerge feature, CancellationToken ct) => (await feature.Handle(request, ct)).ToHttp(shown => TypedResults.Ok(shown.Preview)))
        .Needs(Right.MergeCustomers)
        .Produces<MergePreview>()
        .WithTags("Merges")
        .WithSummary("What merging two to five records would do: fields with suggestions, the record after it, effects, blockers. Changes nothing.");

    /// <param name="Plan">For the page.</param>
    /// <param name="Preview">For everybody.</param>
    internal sealed record Shown(MergePlan Plan, MergePreview Preview);

    public async Task<Answer<Shown>> Handle(MergeRequest request, CancellationToken ct)
    {
        if (!(await records.Read(request, ct)).Is(out var found, out var refusal))
            return refusal;
        if (!MergePlan.Of(found, request.Choices).Is(out var plan, out refusal))
            return refusal;
        var act = new MergeAct(Guid.Empty, request.PrimaryId, request.OtherIds!, work.Now);
        var effects = Own(plan);
        foreach (var participant in participants.OrderBy(participant => participant.Order))
            effects.AddRange(await participant.Preview(act, ct));
        var preview = new MergePreview(plan.Fields, MergedForm.Of(plan), effects, await records.Blockers(found, act, ct), found.ToDictionary(record => record.Id, record => record.Customer.Version));
        return new Shown(plan, preview);
    }

    private static List<MergeEffect> Own(MergePlan plan)
    {
        var effects = new List<MergeEffect>();
        var lists = plan.Lists.Count - plan.Records[0].Lists.Count;
        if (lists > 0)
            effects.Add(new("lists", lists, $"{(lists == 1 ? "1 list is" : $"{lists} lists are")} added to the kept record", "tags"));
        if (plan.Records.Select(record => record.Customer.AlertMessage).OfType<string>().Distinct().Skip(1).Any())
            effects.Add(new("alerts", 2, "The alerts differ: the kept record shows both", "flag"));
        else if (plan.Alert is not null && plan.Kept.AlertMessage is null)
            effects.Add(new("alerts", 1, "The alert is carried over to the kept record", "flag"));
        var emails = plan.AddressesLeft;
        if (emails > 0)
            effects.Add(new("emails", emails, emails == 1 ? "The other email stays known: a booking under it goes to the kept record" : "The other emails stay known: a booking under them goes to the kept record", "mail"));
        return effects;
    }
}
