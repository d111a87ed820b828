using System.Globalization;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>From which probability on a pair is suggested, and from which on it is called certain; with how many pairs each would give now.</summary>
internal sealed class ChangeDuplicateSettings(CustomersDb db, Work work)
{
    /// <summary>Less likely pairs are not kept, so nobody can say how many they are without a full run.</summary>
    public const double Least = 0.5;

    private const double LeastCertain = 0.9;
    private const double Most = 0.999999;

    internal sealed record Request(double? Suggest, double? Certain);

    internal sealed record Settings(double Suggest, double Certain, int Version);

    /// <param name="Suggested">Pairs that would be shown, the certain ones among them.</param>
    /// <param name="Certain">Pairs that would be called certain.</param>
    /// <param name="Floor">Probability below which pairs are not kept and so not counted.</param>
    /// <param name="Steps">How many pairs reach each probability.</param>
    internal sealed record Preview(int Suggested, int Certain, double Floor, IReadOnlyList<Step> Steps);

    internal sealed record Step(double Probability, int Pairs);

    private static readonly double[] Ladder = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/duplicates", async (ChangeDuplicateSettings feature, CancellationToken ct) => TypedResults.Ok(await feature.Current(ct)))
            .Needs(Right.ManageSettings)
            .WithSummary("From which probability on two records are suggested as one person's, and from which on they are called certain.");
        api.MapGet("/settings/duplicates/preview", async (double? suggest, double? certain, ChangeDuplicateSettings feature, CancellationToken ct) => (await feature.Look(new(suggest, certain), ct)).ToHttp())
            .Needs(Right.ManageSettings)
            .Produces<Preview>()
            .WithSummary("How many pairs these thresholds would give now.");
        api.MapPut("/settings/duplicates", async (Request request, HttpRequest http, ChangeDuplicateSettings feature, CancellationToken ct) =>
                (await feature.Handle(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings)
            .Produces<Settings>()
            .WithSummary("Set both thresholds, as probabilities.");
    }

    public async Task<Settings> Current(CancellationToken ct) => Of(await db.DuplicateSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new() { Version = 0 });

    public async Task<DuplicateLimits> Limits(CancellationToken ct)
    {
        var now = await Current(ct);
        return DuplicateLimits.Of(now.Suggest, now.Certain);
    }

    public async Task<Answer<Settings>> Handle(Request request, int? version, CancellationToken ct)
    {
        if (!Check(request).Is(out var wanted, out var refusal))
            return refusal;
        await work.BeginAsync(ct);
        var stored = await db.DuplicateSettings.SingleOrDefaultAsync(ct);
        if (version is not null && version != (stored?.Version ?? 0))
            return Refusal.Stale();
        var settings = stored ?? new DuplicateSettings();
        var before = Say(settings);
        (settings.Suggest, settings.Certain) = (wanted.Suggest, wanted.Certain);
        if (Say(settings) is var after && after == before)
            return await Current(ct);
        if (stored is null)
            db.DuplicateSettings.Add(settings);
        work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "Possible duplicates", before, after));
        return await work.TrySaveVersionAsync(ct) ? Of(settings) : Refusal.Stale();
    }

    public async Task<Answer<Preview>> Look(Request request, CancellationToken ct)
    {
        if (!Check(request).Is(out var wanted, out var refusal))
            return refusal;
        var limits = DuplicateLimits.Of(wanted.Suggest, wanted.Certain);
        var open = db.Duplicates.Where(pair => pair.State == DuplicateState.Open);
        var steps = new List<Step>();
        foreach (var probability in Ladder)
            steps.Add(new(probability, await limits.Among(open, probability).CountAsync(ct)));
        return new Preview(await limits.Among(open).CountAsync(ct), await limits.Among(open, certain: true).CountAsync(ct), Least, steps);
    }

    private static Answer<Settings> Check(Request request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Suggest is not { } suggest || !(suggest >= Least && suggest <= Most))
            errors["suggest"] = ["Give a probability from 0.5 to 0.999999."];
        if (request.Certain is not { } certain || !(certain >= LeastCertain && certain <= Most))
            errors["certain"] = ["Give a probability from 0.9 to 0.999999."];
        else if (errors.Count == 0 && certain < request.Suggest)
            errors["certain"] = ["Certain cannot ask for less than suggested."];
        return errors.Count > 0 ? Refusal.Invalid(errors) : new Settings(request.Suggest!.Value, request.Certain!.Value, 0);
    }

    private static Settings Of(DuplicateSettings settings) => new(settings.Suggest, settings.Certain, settings.Version);

    private static string Say(DuplicateSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"suggested from {settings.Suggest * 100:0.####} %, certain from {settings.Certain * 100:0.####} %");
}
