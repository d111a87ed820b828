using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>A business decides which messages it sends at all.</summary>
internal sealed class ChangeSwitches(NotificationsDb db, Work work)
{
    internal sealed record Request(bool Confirmations, bool Changes, bool Cancellations);

    internal sealed record Answer(bool Confirmations, bool Changes, bool Cancellations, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("message-settings", async (ChangeSwitches settings, CancellationToken ct) => TypedResults.Ok(Show(await settings.Current(ct))))
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Which messages this business sends.");
        api.MapPut("message-settings", async (Request request, HttpRequest http, ChangeSwitches settings, CancellationToken ct) =>
                (await settings.Change(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Switch kinds of messages on or off.").Produces<Answer>();
    }

    public async Task<MessageSwitches> Current(CancellationToken ct) =>
        await db.Switches.SingleOrDefaultAsync(ct) ?? new MessageSwitches { BusinessId = work.BusinessId };

    public async Task<Answer<Answer>> Change(Request request, int? seenVersion, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var switches = await Current(ct);
        if (seenVersion is { } seen && seen != switches.Version)
            return Refusal.Stale();
        var before = Words(switches);
        (switches.Confirmations, switches.Changes, switches.Cancellations) = (request.Confirmations, request.Changes, request.Cancellations);
        if (switches.Version == 0)
        {
            switches.Version = 1;
            db.Add(switches);
        }

        work.Audit(new AuditEntry
        {
            Subject = "setting",
            SubjectId = work.BusinessId,
            Action = "messages.switched",
            Sentence = $"Messages to customers: {Words(switches)}",
            Before = before,
            After = Words(switches),
        });
        return await work.TrySaveAsync(ct) ? Show(switches) : Refusal.Stale();
    }

    private static Answer Show(MessageSwitches switches) => new(switches.Confirmations, switches.Changes, switches.Cancellations, switches.Version);

    private static string Words(MessageSwitches switches) =>
        $"confirmations {OnOff(switches.Confirmations)}, changes {OnOff(switches.Changes)}, cancellations {OnOff(switches.Cancellations)}";

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
