using System.Text.Json.Serialization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Policy;

/// <summary>What the business asks of people who do not come, and whether risks are shown.</summary>
/// <param name="Preset"><c>none</c>, <c>flexible</c>, <c>fair</c>, <c>moderate</c> or <c>strict</c>.</param>
/// <param name="Since">From which day it holds.</param>
/// <param name="ShowsRisk">Whether staff see how likely a no-show is.</param>
/// <param name="WarnFromPercent">From how many per cent a booking is marked.</param>
/// <param name="Version">Rises with every change.</param>
internal sealed record PolicyAnswer(Preset Preset, DateOnly? Since, bool ShowsRisk, int WarnFromPercent, int Version)
{
    public required Terms Terms { get; init; }
}

/// <summary>What is null stays.</summary>
internal sealed record PolicyRequest
{
    public Preset? Preset { get; init; }

    /// <summary>Today when the preset changes and this is left out.</summary>
    public DateOnly? Since { get; init; }

    public bool? ShowsRisk { get; init; }

    public int? WarnFromPercent { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>A manager decides; what changes is on record.</summary>
internal sealed class ChangePolicy(NoShowDb db, IBusinesses businesses, Work work)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/no-show-policy", async (ChangePolicy feature, CancellationToken ct) => TypedResults.Ok(await feature.Read(ct)))
            .WithName("NoShowPolicy").Needs(Right.SeeBookings);
        api.MapPut("/no-show-policy", async (PolicyRequest request, HttpRequest http, ChangePolicy feature, CancellationToken ct) =>
                (await feature.Handle(request with { Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeNoShowPolicy").Produces<PolicyAnswer>().Needs(Right.ManageSettings);
    }

    public async Task<PolicyAnswer> Read(CancellationToken ct) => Show(await db.Policies.AsNoTracking().FirstOrDefaultAsync(ct) ?? new());

    public async Task<Answer<PolicyAnswer>> Handle(PolicyRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var today = business.Day(work.Now);
        if (Faults(request, today) is { Count: > 0 } faults)
            return Refusal.Invalid(faults);
        await work.BeginAsync(ct);
        var stored = await db.Policies.FirstOrDefaultAsync(ct);
        if (request.Version is { } seen && seen != (stored?.Version ?? 0))
            return Refusal.Stale();
        var policy = stored ?? db.Policies.Add(new NoShowPolicy { Version = 1 }).Entity;
        ChangeTerms(policy, request, today);
        ChangeRisk(policy, request);
        return await work.TrySaveAsync(ct) ? Show(policy) : Refusal.Stale();
    }

    private static Dictionary<string, string[]> Faults(PolicyRequest request, DateOnly today)
    {
        var faults = new Dictionary<string, string[]>();
        if (request.Preset is { } preset && !Enum.IsDefined(preset))
            faults["preset"] = ["This is one of none, flexible, fair, moderate and strict."];
        if (request.Since is { } since && (since < today.AddYears(-5) || since > today.AddYears(1)))
            faults["since"] = ["Give a day of the last five years or of the next one."];
        if (request.WarnFromPercent is < NoShowPolicy.LeastWarning or > NoShowPolicy.MostWarning)
            faults["warnFromPercent"] = [$"Give {NoShowPolicy.LeastWarning} to {NoShowPolicy.MostWarning} per cent."];
        return faults;
    }

    private void ChangeTerms(NoShowPolicy policy, PolicyRequest request, DateOnly today)
    {
        var before = (policy.Preset, policy.Since);
        policy.Preset = request.Preset ?? policy.Preset;
        policy.Since = request.Since ?? (policy.Preset != before.Preset ? today : policy.Since);
        if ((policy.Preset, policy.Since) != before)
            Note("no-shows.policy-changed", $"No-show policy: {Say(policy.Preset)}, {Terms.Of(policy.Preset).Words}, from {policy.Since:yyyy-MM-dd} on.", Say(before.Preset), Say(policy.Preset));
    }

    private void ChangeRisk(NoShowPolicy policy, PolicyRequest request)
    {
        var before = (policy.ShowsRisk, policy.WarnFromPercent);
        (policy.ShowsRisk, policy.WarnFromPercent) = (request.ShowsRisk ?? before.ShowsRisk, request.WarnFromPercent ?? before.WarnFromPercent);
        if ((policy.ShowsRisk, policy.WarnFromPercent) != before)
            Note("no-shows.risk-changed", policy.ShowsRisk ? $"Staff see how likely a no-show is, marked from {policy.WarnFromPercent} % on." : "Staff do not see how likely a no-show is.", Say(before), Say((policy.ShowsRisk, policy.WarnFromPercent)));
    }

    private void Note(string action, string sentence, string before, string after) => work.Audit(new AuditEntry
    {
        Subject = "setting",
        SubjectId = work.BusinessId,
        Action = action,
        Sentence = sentence,
        Before = before,
        After = after,
    });

    private static string Say(Preset preset) => preset.ToString().ToLowerInvariant();

    private static string Say((bool ShowsRisk, int From) risk) => risk.ShowsRisk ? $"from {risk.From} %" : "off";

    private static PolicyAnswer Show(NoShowPolicy policy) => new(policy.Preset, policy.Since, policy.ShowsRisk, policy.WarnFromPercent, policy.Version) { Terms = Terms.Of(policy.Preset) };
}
