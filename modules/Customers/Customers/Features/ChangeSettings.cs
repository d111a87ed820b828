using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Whether guests register, and with it whether customers can be flagged (S2-5 … S2-8, C5).</summary>
internal sealed class ChangeSettings(CustomersDb db, Work work)
{
    internal sealed record Request(Registration? Registration, bool FlagWithoutRegistration = false);

    internal sealed record Settings(Registration Registration, bool FlagWithoutRegistration, bool CanFlag, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/customers", async (ChangeSettings feature, CancellationToken ct) => TypedResults.Ok(await feature.Current(ct)))
            .Needs(Right.ManageSettings)
            .WithSummary("Whether guests register, and whether customers can be flagged.");
        api.MapPut("/settings/customers", async (Request request, HttpRequest http, ChangeSettings feature, CancellationToken ct) =>
                (await feature.Handle(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings)
            .Produces<Settings>()
            .WithSummary("Set whether guests register: required, onReturn or never; and whether staff may flag although nobody does.");
    }

    public async Task<Settings> Current(CancellationToken ct) => Of(await db.Settings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new() { Version = 0 });

    public async Task<Answer<Settings>> Handle(Request request, int? version, CancellationToken ct)
    {
        if (request.Registration is not { } registration)
            return Refusal.Invalid("registration", "Choose required, onReturn or never.");
        await work.BeginAsync(ct);
        var stored = await db.Settings.SingleOrDefaultAsync(ct);
        var settings = stored ?? new CustomerSettings();
        if (version is not null && version != (stored?.Version ?? 0))
            return Refusal.Stale();
        var before = Say(settings);
        (settings.Registration, settings.FlagWithoutRegistration) = (registration, request.FlagWithoutRegistration);
        if (Say(settings) is var after && after == before)
            return await Current(ct);
        if (stored is null)
            db.Settings.Add(settings);
        work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "Registration of guests", before, after));
        return await work.TrySaveVersionAsync(ct) ? Of(settings) : Refusal.Stale();
    }

    private static Settings Of(CustomerSettings settings) => new(settings.Registration, settings.FlagWithoutRegistration, settings.CanFlag, settings.Version);

    private static string Say(CustomerSettings settings) => settings.Registration switch
    {
        Registration.Required => "a password at the first booking",
        Registration.OnReturn => "at a later booking",
        _ => "never",
    } + (settings.FlagWithoutRegistration ? ", flags allowed without it" : "");
}
