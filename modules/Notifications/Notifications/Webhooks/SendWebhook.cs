using System.Security.Cryptography;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>
/// Posts one delivery. What fails is tried again with growing pauses for about three days and then kept for people to send again; what comes later about the same booking or customer waits behind it.
/// An endpoint that takes nothing for five days, or says it is gone, is switched off.
/// </summary>
internal sealed class SendWebhook(NotificationsDb db, WebhookPayload payload, WebhookSecrets secrets, WebhookClient client, Work work, IOptions<WebhookSettings> settings) : IDeliver<WebhookDue>
{
    /// <summary>After the first failures, as multiples of the first pause: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h (the schedule Standard Webhooks recommends).</summary>
    private static readonly int[] Pauses = [1, 60, 360, 1440, 3600, 7200, 10080, 14400, 17280];

    public async Task<Delivery> Deliver(Envelope<WebhookDue> envelope, CancellationToken ct)
    {
        var delivery = await db.WebhookDeliveries.SingleOrDefaultAsync(one => one.Id == envelope.Fact.DeliveryId, ct);
        if (delivery is not { State: WebhookState.Waiting })
            return Delivery.Done;
        var endpoint = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(one => one.Id == delivery.EndpointId, ct);
        if (endpoint is not { IsActive: true })
            return await Skip(delivery, ct);
        var answer = await Post(delivery, endpoint, ct);
        return answer.IsTaken ? await Taken(delivery, endpoint, answer) : await Missed(delivery, endpoint, answer);
    }

    private async Task<WebhookAnswer> Post(WebhookDelivery delivery, WebhookEndpoint endpoint, CancellationToken ct)
    {
        var (body, now) = (await payload.Write(delivery, ct), new DateTimeOffset(work.Now));
        try
        {
            return await client.Post(endpoint, delivery.Id, now, (body, secrets.Sign(endpoint, delivery.Id, now, body)), ct);
        }
        catch (CryptographicException)
        {
            return new WebhookAnswer(null, "Its secret cannot be read any more. Make a new one.");
        }
    }

    private async Task<Delivery> Skip(WebhookDelivery delivery, CancellationToken ct)
    {
        delivery.Skip("The endpoint is switched off.");
        await work.SaveAsync(ct);
        return Delivery.Done;
    }

    /// <summary>What was learnt is written down even while the host is stopping.</summary>
    private async Task<Delivery> Taken(WebhookDelivery delivery, WebhookEndpoint endpoint, WebhookAnswer answer)
    {
        delivery.Delivered(answer.Status!.Value, work.Now);
        await work.BeginAsync(CancellationToken.None);
        if (endpoint.FailingSinceUtc is not null)
            await Endpoint(endpoint).ExecuteUpdateAsync(set => set.SetProperty(one => one.FailingSinceUtc, (DateTime?)null), CancellationToken.None);
        await work.SaveAsync(CancellationToken.None);
        return Delivery.Done;
    }

    private async Task<Delivery> Missed(WebhookDelivery delivery, WebhookEndpoint endpoint, WebhookAnswer answer)
    {
        var now = work.Now;
        delivery.Missed(answer.Status, answer.Why ?? "", now);
        var isOff = answer.IsGone || now - (endpoint.FailingSinceUtc ?? now) >= WebhookEndpoint.Patience;
        var isLast = isOff || delivery.Attempts > Pauses.Length;
        if (isLast)
            delivery.GiveUp();
        await work.BeginAsync(CancellationToken.None);
        if (endpoint.FailingSinceUtc is null)
            await Endpoint(endpoint).Where(one => one.FailingSinceUtc == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.FailingSinceUtc, now), CancellationToken.None);
        if (isOff)
            await SwitchOff(endpoint, answer.IsGone ? "It answered that it is gone (410)." : $"It took nothing for {WebhookEndpoint.Patience.TotalDays:0} days. {answer.Why}", now);
        await work.SaveAsync(CancellationToken.None);
        return isLast ? Delivery.Done : Delivery.Later(Pauses[delivery.Attempts - 1] * settings.Value.FirstRetry, answer.Why ?? "", countsAsFailure: false);
    }

    private async Task SwitchOff(WebhookEndpoint endpoint, string why, DateTime now)
    {
        var shown = why.Length <= WebhookEndpoint.LongestWhy ? why : why[..WebhookEndpoint.LongestWhy];
        var changed = await Endpoint(endpoint).Where(one => one.DisabledAtUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.DisabledAtUtc, now).SetProperty(one => one.DisabledWhy, shown), CancellationToken.None);
        if (changed > 0)
            work.Audit(new AuditEntry { Subject = "setting", SubjectId = work.BusinessId, Action = "webhook.disabled", Sentence = $"The webhook to {new Uri(endpoint.Url).Host} was switched off. {shown}" });
    }

    /// <summary>One statement beside the row's version: deliveries to one endpoint run side by side and must not trip over each other.</summary>
    private IQueryable<WebhookEndpoint> Endpoint(WebhookEndpoint endpoint) => db.Webhooks.Where(one => one.Id == endpoint.Id);
}
