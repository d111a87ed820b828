using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Features;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Pages;

/// <summary>Mail on the Jobs page: what waits for the mail server and what it refused, grouped by cause.</summary>
internal sealed class MailOperationsPanel(NotificationsDb db, Work work) : IOperationsPanel
{
    /// <summary>A failure older than this has been seen, or does not matter any more.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public string Title => "Mail to customers";

    public int Order => 20;

    public Type Component => typeof(MailOperations);

    public IReadOnlyCollection<string> Listeners => [NotificationsModule.MailOut];

    public async Task<IReadOnlyList<OperationsNote>> Notes(CancellationToken ct)
    {
        var causes = await Troubled(db.Messages, work.Now)
            .GroupBy(message => new { message.State, message.ReasonCode })
            .Select(group => new { group.Key.State, Example = group.Max(message => message.ReasonText), Count = group.Count() })
            .ToListAsync(ct);
        return [.. await Settings(ct), .. causes.OrderBy(cause => cause.State == MessageState.Queued).ThenByDescending(cause => cause.Count)
            .Select(cause => Note(cause.State, cause.Example!, cause.Count))];
    }

    /// <summary>What somebody has to put right in the settings.</summary>
    private async Task<IReadOnlyList<OperationsNote>> Settings(CancellationToken ct)
    {
        var since = work.Now - Recent;
        var faults = await db.Templates.Where(one => one.FaultAtUtc > since && !db.Templates.Any(later => later.Kind == one.Kind && later.Language == one.Language && later.Number > one.Number))
            .Select(one => one.Fault!).ToListAsync(ct);
        var off = await db.Webhooks.Where(one => one.DisabledAtUtc != null).Select(one => one.DisabledWhy!).ToListAsync(ct);
        var notes = new List<OperationsNote>();
        if (faults.Count > 0)
            notes.Add(new("bad", "Your own words of a mail could not be filled, so the default went out", faults[0]) { Href = "/settings/messages/templates", Action = "See the mails" });
        if (off.Count > 0)
            notes.Add(new("bad", $"{(off.Count == 1 ? "A webhook was" : $"{off.Count} webhooks were")} switched off", off[0]) { Count = off.Count, Href = "/settings/webhooks", Action = "See the webhooks" });
        return notes;
    }

    public static IQueryable<Message> Troubled(IQueryable<Message> messages, DateTime now)
    {
        var since = now - Recent;
        return messages.Where(message => message.ReasonText != null && (message.State == MessageState.Queued && message.NotBeforeUtc == null || ((message.State == MessageState.Failed || message.State == MessageState.Bounced) && message.CreatedAtUtc > since)));
    }

    private static OperationsNote Note(MessageState state, string reason, int count) => state is MessageState.Bounced
        ? new("bad", $"{MessageText.Mails(count)} came back", reason) { Count = count, Href = "/messages/untold", Action = "See who has not been told" }
        : state is MessageState.Failed
        ? new("bad", $"{MessageText.Mails(count)} could not be sent", reason) { Count = count }
        : new("warn", $"{MessageText.Mails(count)} {(count == 1 ? "waits" : "wait")} for the mail server", reason) { Count = count };
}
