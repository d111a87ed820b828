using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Features.Bounces;

/// <summary>
/// Reads mails that came back from a folder into which the operator's mailbox is delivered (<c>Mail__BounceFolder</c>: single mails or mailbox files). Which business is meant follows
/// from the mail that is quoted. A file that was read is moved aside, so a crash in between reads it once more, which changes nothing.
/// </summary>
internal sealed class ReadBounceFolder(NotificationsDb db, IServiceScopeFactory scopes, IOptions<MailSettings> settings, ILogger<ReadBounceFolder> log) : IJob
{
    public const string Name = "read-bounces";
    private const long Largest = 50_000_000;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (settings.Value.BounceFolder is not { Length: > 0 } folder || !Directory.Exists(folder))
            return;
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToList();
        var done = Directory.CreateDirectory(Path.Combine(folder, "read")).FullName;
        for (var at = 0; at < files.Count; at++)
        {
            if (await Read(files[at], ct))
                File.Move(files[at], Path.Combine(done, Path.GetFileName(files[at])), overwrite: true);
            await progress.Report(at + 1, files.Count);
        }
    }

    private async Task<bool> Read(string file, CancellationToken ct)
    {
        if (new FileInfo(file).Length > Largest)
        {
            log.LogWarning("The file {File} in the folder for bounces is too large to be read", Path.GetFileName(file));
            return false;
        }

        foreach (var report in ReadReports.Of(await File.ReadAllTextAsync(file, ct)))
            await Note(report, ct);
        return true;
    }

    private async Task Note(BounceReport report, CancellationToken ct)
    {
        var business = await db.Messages.AcrossBusinesses().Where(message => message.MailId == report.MailId).Select(message => (Guid?)message.BusinessId).FirstOrDefaultAsync(ct);
        if (business is null)
            return;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Value, "Mail that came back"));
        await scope.ServiceProvider.GetRequiredService<NoteBounces>().Handle([report], ct);
    }
}
