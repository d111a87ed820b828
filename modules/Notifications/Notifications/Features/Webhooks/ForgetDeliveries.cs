using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Notifications.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Webhooks;

/// <summary>What webhooks were told is kept for a month, and without the endpoint not at all.</summary>
internal sealed class ForgetDeliveries(NotificationsDb db, Work work) : IJob
{
    public const string Name = "forget-webhook-deliveries";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var before = work.Now - Kept;
        await work.BeginAsync(ct);
        var endpoints = db.Webhooks.AcrossBusinesses();
        var gone = await db.WebhookDeliveries.AcrossBusinesses()
            .Where(one => one.State != WebhookState.Waiting && (one.ToldAtUtc < before || !endpoints.Any(endpoint => endpoint.Id == one.EndpointId))).ExecuteDeleteAsync(ct);
        await work.SaveAsync(ct);
        await progress.Report(gone, gone);
    }
}
