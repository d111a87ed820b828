using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.GuestChanges;

/// <param name="CancelHours">Guests may call a booking off until so many hours before it starts; null when they may not.</param>
/// <param name="MoveHours">The same for moving it.</param>
internal sealed record GuestPolicyAnswer(int? CancelHours, int? MoveHours, int Version);

internal sealed record GuestPolicyRequest(int? CancelHours, int? MoveHours)
{
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Until when guests may change their bookings by themselves. Staff always may.</summary>
internal sealed class GuestPolicy(BookingsDb db, Work work)
{
    private const int MostHours = 24 * 90;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/guest-policy", async (GuestPolicy feature, CancellationToken ct) => TypedResults.Ok(await feature.Read(ct)))
            .WithName("GuestPolicy").Produces<GuestPolicyAnswer>().Needs(Right.SeeBookings);
        api.MapPut("/guest-policy", async (GuestPolicyRequest request, HttpRequest http, GuestPolicy feature, CancellationToken ct) =>
                (await feature.Change(request with { Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeGuestPolicy").Produces<GuestPolicyAnswer>().Needs(Right.ManageSettings)
            .WithSummary("Until how many hours before the start guests may cancel and move by themselves; null for not at all.");
    }

    public async Task<GuestPolicyAnswer> Read(CancellationToken ct) => Say(await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? new BookingSettings());

    public async Task<Answer<GuestPolicyAnswer>> Change(GuestPolicyRequest request, CancellationToken ct)
    {
        if (request.CancelHours is < 0 or > MostHours)
            return Refusal.Invalid("cancelHours", $"Between 0 and {MostHours} hours.");
        if (request.MoveHours is < 0 or > MostHours)
            return Refusal.Invalid("moveHours", $"Between 0 and {MostHours} hours.");
        var stored = await db.Settings.FirstOrDefaultAsync(ct);
        if (request.Version is { } seen && seen != (stored?.Version ?? 0))
            return Refusal.Stale();
        var settings = stored ?? db.Settings.Add(new BookingSettings { Version = 1 }).Entity;
        var before = Words(settings);
        (settings.GuestCancelHours, settings.GuestMoveHours) = (request.CancelHours ?? BookingSettings.NeverByGuests, request.MoveHours ?? BookingSettings.NeverByGuests);
        work.Audit(new AuditEntry { Subject = "setting", SubjectId = work.BusinessId, Action = "guest-policy.changed", Sentence = $"Guests {Words(settings)}.", Before = before, After = Words(settings) });
        return await work.TrySaveAsync(ct) ? Say(settings) : Refusal.Stale();
    }

    private static string Words(BookingSettings settings) => $"{Words("cancel", settings.GuestCancelHours)} and {Words("move", settings.GuestMoveHours)} by themselves";

    private static string Words(string verb, int hours) => hours == BookingSettings.NeverByGuests ? $"may not {verb}" : $"may {verb} until {hours} h before the start";

    private static GuestPolicyAnswer Say(BookingSettings settings) => new(Shown(settings.GuestCancelHours), Shown(settings.GuestMoveHours), settings.Version);

    private static int? Shown(int hours) => hours == BookingSettings.NeverByGuests ? null : hours;
}
