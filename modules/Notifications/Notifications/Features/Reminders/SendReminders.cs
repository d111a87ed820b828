using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Notifications.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Notifications.Features.Reminders;

/// <summary>Reminds guests of their bookings, and sends on what quiet hours kept back. Looks only into open businesses that have something to look for.</summary>
internal sealed class SendReminders(NotificationsDb db, Work work, IBusinesses all, IServiceScopeFactory scopes) : IJob
{
    public const string Name = "send-reminders";

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var now = work.Now;
        var reminding = await db.Switches.AcrossBusinesses().Where(one => one.ReminderHours != null).Select(one => one.BusinessId).ToListAsync(ct);
        var waiting = await db.Messages.AcrossBusinesses()
            .Where(one => one.NotBeforeUtc <= now && one.State == MessageState.Queued).Select(one => one.BusinessId).Distinct().ToListAsync(ct);
        var businesses = reminding.Union(waiting).Intersect((await all.All(ct)).Select(business => business.Id)).ToList();
        var sent = 0;
        foreach (var business in businesses)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, "Reminders"));
            sent += await scope.ServiceProvider.GetRequiredService<RemindInBusiness>().Run(ct);
        }

        await progress.Report(sent, sent);
    }
}
