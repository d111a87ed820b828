using System.Text.Json.Serialization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Features;

/// <summary>How the business deals with people who do not come.</summary>
/// <param name="Advanced">Whether staff are asked to block after a no-show, and blocks hold.</param>
/// <param name="Detection"><c>off</c>, <c>propose</c> or <c>mark</c>.</param>
/// <param name="GraceMinutes">How long after the start somebody may still come.</param>
/// <param name="BlockMonths">How long a block lasts unless another day is named.</param>
/// <param name="Version">Rises with every change.</param>
internal sealed record SettingsAnswer(bool Advanced, Detection Detection, int GraceMinutes, int BlockMonths, int Version)
{
    /// <summary>Services with a grace time of their own, in minutes.</summary>
    public required IReadOnlyDictionary<Guid, int> ServiceGraceMinutes { get; init; }
}

/// <summary>What is null stays.</summary>
internal sealed record SettingsRequest
{
    public bool? Advanced { get; init; }

    public Detection? Detection { get; init; }

    public int? GraceMinutes { get; init; }

    public int? BlockMonths { get; init; }

    /// <summary>All of them; a service left out uses the business's.</summary>
    public IReadOnlyDictionary<Guid, int>? ServiceGraceMinutes { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>A manager decides; every switch is on record (S3-8).</summary>
internal sealed class ChangeSettings(NoShowDb db, Work work)
{
    private const int MostServices = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/no-show-settings", async (ChangeSettings feature, CancellationToken ct) => TypedResults.Ok(await feature.Read(ct)))
            .WithName("NoShowSettings").Needs(Right.SeeBookings);
        api.MapPut("/no-show-settings", async (SettingsRequest request, HttpRequest http, ChangeSettings feature, CancellationToken ct) =>
                (await feature.Change(request with { Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeNoShowSettings").Produces<SettingsAnswer>().Needs(Right.ManageSettings);
    }

    public async Task<SettingsAnswer> Read(CancellationToken ct)
    {
        var graces = await db.Graces.AsNoTracking().ToDictionaryAsync(grace => grace.ServiceId, grace => grace.Minutes, ct);
        return Show(await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new(), graces);
    }

    public async Task<Answer<SettingsAnswer>> Change(SettingsRequest request, CancellationToken ct)
    {
        if (Faults(request) is { Count: > 0 } faults)
            return Refusal.Invalid(faults);
        await work.BeginAsync(ct);
        var stored = await db.Settings.FirstOrDefaultAsync(ct);
        if (request.Version is { } seen && seen != (stored?.Version ?? 0))
            return Refusal.Stale();
        var settings = stored ?? db.Settings.Add(new NoShowSettings { Version = 1 }).Entity;
        var graces = await db.Graces.ToListAsync(ct);
        Switch(settings, request.Advanced ?? settings.IsAdvanced);
        Adjust(settings, request);
        if (request.ServiceGraceMinutes is { } wanted)
            graces = Keep(graces, wanted);
        return await work.TrySaveAsync(ct) ? Show(settings, graces.ToDictionary(grace => grace.ServiceId, grace => grace.Minutes)) : Refusal.Stale();
    }

    private static Dictionary<string, string[]> Faults(SettingsRequest request)
    {
        var faults = new Dictionary<string, string[]>();
        var graces = (request.ServiceGraceMinutes?.Values ?? []).Append(request.GraceMinutes ?? NoShowSettings.LeastGrace);
        if (graces.Any(minutes => minutes is < NoShowSettings.LeastGrace or > NoShowSettings.MostGrace))
            faults["graceMinutes"] = [$"Give from {NoShowSettings.LeastGrace} minutes to a week."];
        if (request.ServiceGraceMinutes?.Count > MostServices)
            faults["serviceGraceMinutes"] = [$"At most {MostServices} services have a grace time of their own."];
        if (request.BlockMonths is < 1 or > NoShowSettings.MostMonths)
            faults["blockMonths"] = [$"Give 1 to {NoShowSettings.MostMonths} months."];
        if (request.Detection is { } detection && !Enum.IsDefined(detection))
            faults["detection"] = ["This is one of off, propose and mark."];
        return faults;
    }

    private void Switch(NoShowSettings settings, bool on)
    {
        if (settings.IsAdvanced == on)
            return;
        settings.IsAdvanced = on;
        Note("no-shows.advanced-switched", on ? "Switched the advanced no-show function on: staff are asked whether to block, and blocks hold." : "Switched the advanced no-show function off: nobody is asked, and blocks rest.", OnOff(!on), OnOff(on));
    }

    private void Adjust(NoShowSettings settings, SettingsRequest request)
    {
        var before = Words(settings);
        settings.Detection = request.Detection ?? settings.Detection;
        settings.GraceMinutes = request.GraceMinutes ?? settings.GraceMinutes;
        settings.BlockMonths = request.BlockMonths ?? settings.BlockMonths;
        if (Words(settings) is var after && after != before)
            Note("no-shows.settings-changed", $"No-shows: {after}.", before, after);
    }

    private List<ServiceGrace> Keep(List<ServiceGrace> present, IReadOnlyDictionary<Guid, int> wanted)
    {
        var before = present.ToDictionary(grace => grace.ServiceId, grace => grace.Minutes);
        if (before.Count == wanted.Count && before.All(grace => wanted.TryGetValue(grace.Key, out var minutes) && minutes == grace.Value))
            return present;
        db.RemoveRange(present.Where(grace => !wanted.ContainsKey(grace.ServiceId)));
        var kept = wanted.Select(grace => present.Find(one => one.ServiceId == grace.Key) ?? db.Graces.Add(new() { ServiceId = grace.Key, Minutes = grace.Value }).Entity).ToList();
        kept.ForEach(grace => grace.Minutes = wanted[grace.ServiceId]);
        Note("no-shows.settings-changed", $"No-shows: {wanted.Count} services have a grace time of their own.", $"{before.Count} services", $"{wanted.Count} services");
        return kept;
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

    private static string Words(NoShowSettings settings) => $"{Say(settings.Detection)}, {settings.GraceMinutes} minutes of grace, blocks last {settings.BlockMonths} months";

    private static string Say(Detection detection) => detection switch
    {
        Detection.Propose => "proposed after the grace time",
        Detection.Mark => "marked by themselves after the grace time",
        _ => "said by staff only",
    };

    private static string OnOff(bool isOn) => isOn ? "on" : "off";

    private static SettingsAnswer Show(NoShowSettings settings, IReadOnlyDictionary<Guid, int> graces) =>
        new(settings.IsAdvanced, settings.Detection, settings.GraceMinutes, settings.BlockMonths, settings.Version) { ServiceGraceMinutes = graces };
}
