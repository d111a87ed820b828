using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Features;

/// <summary>Whether guests register, and with it whether customers can be flagged (S2-5 … S2-8, C5); whether lists show contact details.</summary>
internal sealed class ChangeSettings(CustomersDb db, Work work)
{
    internal sealed record Request(Registration? Registration, bool FlagWithoutRegistration = false, bool MaskContacts = false);

    internal sealed record Settings(Registration Registration, bool FlagWithoutRegistration, bool CanFlag, bool MaskContacts, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/settings/customers", async (ChangeSettings feature, CancellationToken ct) => TypedResults.Ok(await feature.Current(ct)))
            .Needs(Right.ManageSettings)
            .WithSummary("Whether guests register, whether customers can be flagged, and whether staff see contact details in lists in part only.");
        api.MapPut("/settings/customers", async (Request request, HttpRequest http, ChangeSettings feature, CancellationToken ct) =>
                (await feature.Handle(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings)
            .Produces<Settings>()
            .WithSummary("Set whether guests register: required, onReturn or never; whether staff may flag although nobody does; and maskContacts.");
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
        var (before, beforeLists) = (Say(settings), SayLists(settings));
        (settings.Registration, settings.FlagWithoutRegistration, settings.MaskContacts) = (registration, request.FlagWithoutRegistration, request.MaskContacts);
        var (after, afterLists) = (Say(settings), SayLists(settings));
        if ((before, beforeLists) == (after, afterLists))
            return await Current(ct);
        if (stored is null)
            db.Settings.Add(settings);
        if (after != before)
            work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "Registration of guests", before, after));
        if (afterLists != beforeLists)
            work.Audit(CustomerHistory.SettingChanged(work.BusinessId, "Emails and telephones in lists", beforeLists, afterLists));
        return await work.TrySaveVersionAsync(ct) ? Of(settings) : Refusal.Stale();
    }

    private static Settings Of(CustomerSettings settings) => new(settings.Registration, settings.FlagWithoutRegistration, settings.CanFlag, settings.MaskContacts, settings.Version);

    private static string Say(CustomerSettings settings) => settings.Registration switch
    {
        Registration.Required => "a password at the first booking",
        Registration.OnReturn => "at a later booking",
        _ => "never",
    } + (settings.FlagWithoutRegistration ? ", flags allowed without it" : "");

    private static string SayLists(CustomerSettings settings) => settings.MaskContacts ? "masked" : "shown";
}
