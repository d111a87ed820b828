using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>
/// Notes what became of mails after the mail server had taken them: the message came back, its customer has not been told, the address gets no more mail until somebody looks.
/// Noting the same report twice changes nothing; one about an address the message was not sent to, or no longer is, neither.
/// </summary>
internal sealed class NoteBounces(NotificationsDb db, IMailboxReports mailboxes, Work work)
{
    private const int Tries = 3;

    /// <returns>How many of the reports were about mails of this business.</returns>
    public async Task<int> Handle(IEnumerable<BounceReport> reports, CancellationToken ct)
    {
        var noted = 0;
        foreach (var report in reports)
            noted += await Note(report, ct) ? 1 : 0;
        return noted;
    }

    /// <summary>The mail may be on its way once more at this moment, or somebody else notes the same: then it is looked at again.</summary>
    private async Task<bool> Note(BounceReport report, CancellationToken ct)
    {
        for (var left = Tries; left > 0; left--)
        {
            try
            {
                if (await TryNote(report, ct) is { } known)
                    return known;
            }
            catch (DbUpdateConcurrencyException)
            {
                await work.AbandonAsync();
            }
        }

        return false;
    }

    /// <returns>Null when somebody else was quicker.</returns>
    private async Task<bool?> TryNote(BounceReport report, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        var message = await db.Messages.FirstOrDefaultAsync(one => one.MailId == report.MailId, ct);
        if (message?.Recipient is not { } recipient || (report.Recipient is { } said && !said.Equals(recipient, StringComparison.OrdinalIgnoreCase)))
        {
            await work.AbandonAsync();
            return message is not null;
        }

        if (report.Kind is not BounceKind.Complaint && (message.State is MessageState.Sent || message.IsInDoubt))
            ComeBack(message, report);
        if (report.Kind is not BounceKind.Soft)
            await Suppress(message, recipient, report, ct);
        return await work.TrySaveAsync(ct) ? true : null;
    }

    private void ComeBack(Message message, BounceReport report)
    {
        message.ComeBack(Reason.CameBack(report.Detail));
        work.Audit(new AuditEntry
        {
            Subject = message.MailingId is null ? "booking" : "customer",
            SubjectId = message.MailingId is null ? message.BookingId : message.CustomerId,
            Action = "message.bounced",
            Sentence = $"{message.Kind.Title()} came back{(message.MailingId is null ? ": the customer has not been told" : "")}.",
        });
    }

    private async Task Suppress(Message message, string recipient, BounceReport report, CancellationToken ct)
    {
        var (isComplaint, key) = (report.Kind is BounceKind.Complaint, Suppression.KeyOf(recipient));
        if (!await db.Suppressions.AnyAsync(one => one.Address == key && one.LiftedAtUtc == null, ct))
            db.Suppressions.Add(new Suppression
            {
                Address = key,
                Reason = isComplaint ? SuppressionReason.Complaint : SuppressionReason.HardBounce,
                AtUtc = work.Now,
                Detail = isComplaint ? null : Reason.CameBack(report.Detail).Sentence,
                CustomerId = message.CustomerId,
                MessageId = message.Id,
            });
        if (!isComplaint)
            await mailboxes.CameBack(message.CustomerId, recipient, ct);
    }
}
