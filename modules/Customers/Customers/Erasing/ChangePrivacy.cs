using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Erasing;

/// <summary>How long people's data is kept (GDPR, article 5: no longer than needed).</summary>
internal sealed class ChangePrivacy(CustomersDb db, Work work)
{
    /// <param name="InactiveMonths">Erase whoever has not come for so many months, 6 to 240; null for never.</param>
    /// <param name="DeletedDays">Erase deleted records after so many days, 30 to 3650; null for never.</param>
    internal sealed record Request(int? InactiveMonths, int? DeletedDays);

    internal sealed record Settings(int? InactiveMonths, int? DeletedDays, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var privacy = api.MapGroup("/settings/privacy").WithTags("Privacy");
        privacy.MapGet("", async (ChangePrivacy feature, CancellationToken ct) => TypedResults.Ok(await feature.Current(ct)))
            .Needs(Right.ManageSettings).WithName("PrivacyRules").WithSummary("How long people's data is kept.");
        privacy.MapPut("", async (Request request, HttpRequest http, ChangePrivacy feature, CancellationToken ct) => (await feature.Handle(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.EraseCustomers).Produces<Settings>().WithName("ChangePrivacyRules").WithSummary("Set how long people's data is kept. What is due is announced and erased three days later.");
    }

    public async Task<Settings> Current(CancellationToken ct) => Of(await db.Privacy.AsNoTracking().SingleOrDefaultAsync(ct) ?? new() { Version = 0 });

    public async Task<Answer<Settings>> Handle(Request request, int? version, CancellationToken ct)
    {
        if (request.InactiveMonths is < PrivacyRules.FewestMonths or > PrivacyRules.MostMonths)
            return Refusal.Invalid("inactiveMonths", $"Choose {PrivacyRules.FewestMonths} to {PrivacyRules.MostMonths} months, or leave it empty.");
        if (request.DeletedDays is < PrivacyRules.FewestDays or > PrivacyRules.MostDays)
            return Refusal.Invalid("deletedDays", $"Choose {PrivacyRules.FewestDays} to {PrivacyRules.MostDays} days, or leave it empty.");
        await work.BeginAsync(ct);
        var stored = await db.Privacy.SingleOrDefaultAsync(ct);
        if (version is not null && version != (stored?.Version ?? 0))
            return Refusal.Stale();
        var rules = stored ?? db.Privacy.Add(new PrivacyRules()).Entity;
        var before = Say(rules);
        (rules.InactiveMonths, rules.DeletedDays) = (request.InactiveMonths, request.DeletedDays);
        if (Say(rules) is var after && after != before)
            work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "How long data is kept", before, after));
        return await work.TrySaveVersionAsync(ct) ? Of(rules) : Refusal.Stale();
    }

    private static Settings Of(PrivacyRules rules) => new(rules.InactiveMonths, rules.DeletedDays, rules.Version);

    private static string Say(PrivacyRules rules) => string.Create(CultureInfo.InvariantCulture,
        $"customers {(rules.InactiveMonths is { } months ? $"{months} months after the last visit" : "until somebody decides")}, deleted records {(rules.DeletedDays is { } days ? $"{days} days" : "until somebody decides")}");
}
