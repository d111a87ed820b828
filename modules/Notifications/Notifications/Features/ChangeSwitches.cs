using System.Globalization;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>A business decides which messages it sends at all, when it reminds, and when it keeps quiet.</summary>
internal sealed class ChangeSwitches(NotificationsDb db, Work work)
{
    private const int MostReminders = 3;
    private const int EarliestReminder = 24 * 14;

    internal sealed record Request(bool Confirmations, bool Changes, bool Cancellations)
    {
        /// <summary>Hours before the start, at most three times; none for no reminders, left out to keep them as they are.</summary>
        public IReadOnlyList<int>? ReminderHours { get; init; }

        /// <summary>Local times in which nothing goes out by itself; both left empty for none, left out to keep them as they are.</summary>
        public QuietRequest? Quiet { get; init; }
    }

    /// <param name="From"><c>22:00</c>.</param>
    /// <param name="Until"><c>08:00</c>; may be the next day.</param>
    internal sealed record QuietRequest(string? From, string? Until)
    {
        internal bool IsEmpty() => string.IsNullOrWhiteSpace(From) && string.IsNullOrWhiteSpace(Until);
    }

    internal sealed record Answer(bool Confirmations, bool Changes, bool Cancellations, IReadOnlyList<int> ReminderHours, QuietRequest? Quiet, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("message-settings", async (ChangeSwitches settings, CancellationToken ct) => TypedResults.Ok(Show(await settings.Current(ct))))
            .Needs(Right.SeeMessages).WithTags("Messages").WithSummary("Which messages this business sends, and when.");
        api.MapPut("message-settings", async (Request request, HttpRequest http, ChangeSwitches settings, CancellationToken ct) =>
                (await settings.Change(request, IfMatch.Version(http), ct)).ToHttp())
            .Needs(Right.ManageSettings).WithTags("Messages").WithSummary("Switch kinds of messages on or off; set reminders and quiet hours.").Produces<Answer>();
    }

    public async Task<MessageSwitches> Current(CancellationToken ct) =>
        await db.Switches.SingleOrDefaultAsync(ct) ?? new MessageSwitches { BusinessId = work.BusinessId };

    public async Task<Answer<Answer>> Change(Request request, int? seenVersion, CancellationToken ct)
    {
        if (Fault(request) is { } fault)
            return fault;
        await work.BeginAsync(ct);
        var switches = await Current(ct);
        if (seenVersion is { } seen && seen != switches.Version)
            return Refusal.Stale();
        var before = Words(switches);
        (switches.Confirmations, switches.Changes, switches.Cancellations) = (request.Confirmations, request.Changes, request.Cancellations);
        if (request.ReminderHours is { } hours)
            switches.Remind(hours);
        if (request.Quiet is { } quiet)
            switches.KeepQuiet(QuietHours.Read(quiet.From, quiet.Until));
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

    private static Refusal? Fault(Request request)
    {
        if (request.ReminderHours is { } hours && (hours.Count > MostReminders || hours.Any(hour => hour is < 1 or > EarliestReminder)))
            return Refusal.Invalid("reminderHours", $"At most {MostReminders} reminders, each 1 to {EarliestReminder} hours before the start.");
        return request.Quiet is { } quiet && !quiet.IsEmpty() && QuietHours.Read(quiet.From, quiet.Until) is null
            ? Refusal.Invalid("quiet", "Give two different times, for example 22:00 and 08:00, or leave both empty.")
            : null;
    }

    private static Answer Show(MessageSwitches switches) =>
        new(switches.Confirmations, switches.Changes, switches.Cancellations, switches.Reminders, Show(switches.Quiet), switches.Version);

    public static QuietRequest? Show(QuietHours? quiet) => quiet is null ? null : new QuietRequest(QuietHours.Show(quiet.FromMinute), QuietHours.Show(quiet.UntilMinute));

    private static string Words(MessageSwitches switches) =>
        $"confirmations {OnOff(switches.Confirmations)}, changes {OnOff(switches.Changes)}, cancellations {OnOff(switches.Cancellations)}, reminders {Hours(switches.Reminders)}, "
        + (switches.Quiet is { } quiet ? $"quiet from {QuietHours.Show(quiet.FromMinute)} until {QuietHours.Show(quiet.UntilMinute)}" : "no quiet hours");

    private static string Hours(IReadOnlyList<int> hours) => hours.Count == 0 ? "off" : string.Join(" and ", hours.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour} h before")));

    private static string OnOff(bool isOn) => isOn ? "on" : "off";
}
