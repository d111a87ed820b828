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
    public static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public string Title => "Mail to customers";

    public int Order => 20;

    public Type Component => typeof(MailOperations);

    public async Task<IReadOnlyList<OperationsNote>> Notes(CancellationToken ct)
    {
        var since = work.Now - Recent;
        var causes = await db.Messages
            .Where(message => message.ReasonText != null && (message.State == MessageState.Queued || (message.State == MessageState.Failed && message.CreatedAtUtc > since)))
            .GroupBy(message => new { message.State, message.ReasonText })
            .Select(group => new { group.Key.State, group.Key.ReasonText, Count = group.Count() })
            .ToListAsync(ct);
        return causes.OrderBy(cause => cause.State == MessageState.Queued).ThenByDescending(cause => cause.Count)
            .Select(cause => Note(cause.State, cause.ReasonText!, cause.Count)).ToList();
    }

    private static OperationsNote Note(MessageState state, string reason, int count) => state is MessageState.Failed
        ? new("bad", $"{MessageText.Mails(count)} could not be sent", reason) { Count = count }
        : new("warn", $"{MessageText.Mails(count)} to customers {(count == 1 ? "waits" : "wait")}", reason) { Count = count };
}
