using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using BookingPlatform.Notifications.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Webhooks;

/// <summary>What an address was told and how it answered; any of it can be sent again, and a test at any time.</summary>
internal sealed class WebhookLog(NotificationsDb db, IBusinesses businesses, Work work)
{
    private const int Most = 50;

    internal sealed record Item(Guid Id, string Event, string State, int Attempts, int? Status, string? Error, DateTimeOffset ToldAt, DateTimeOffset? LastAttemptAt)
    {
        public required Guid SubjectId { get; init; }
    }

    internal sealed record Page(IReadOnlyList<Item> Items, string? NextCursor);

    internal sealed record Queued(Guid Id);

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("webhooks").WithTags("Webhooks");
        group.MapGet("{id:guid}/deliveries", async (Guid id, string? cursor, WebhookLog feature, CancellationToken ct) => (await feature.List(id, cursor, ct)).ToHttp())
            .Needs(Right.ManageSettings).WithSummary("What an address was told in the last 30 days, newest first.").Produces<Page>();
        group.MapPost("{id:guid}/test", async (Guid id, WebhookLog feature, CancellationToken ct) => (await feature.Test(id, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
            .Needs(Right.ManageSettings).WithSummary("Send a test event.").Produces<Queued>(StatusCodes.Status202Accepted);
        group.MapPost("{id:guid}/deliveries/{delivery:guid}/replay", async (Guid id, Guid delivery, WebhookLog feature, CancellationToken ct) =>
                (await feature.Replay(id, delivery, ct)).ToHttp(answer => TypedResults.Accepted((string?)null, answer)))
            .Needs(Right.ManageSettings).WithSummary("Send a delivery again, under the same id.").Produces<Queued>(StatusCodes.Status202Accepted);
    }

    public async Task<Answer<Page>> List(Guid endpoint, string? cursor, CancellationToken ct)
    {
        if (Position.Read(cursor) is not { } after)
            return Refusal.Invalid("cursor", "This cursor is not one this list gave.");
        if (!await db.Webhooks.AnyAsync(one => one.Id == endpoint, ct))
            return Refusal.NotFound("webhook");
        var found = await db.WebhookDeliveries.AsNoTracking().Where(one => one.EndpointId == endpoint)
            .Where(one => one.ToldAtUtc < after.At || (one.ToldAtUtc == after.At && one.Id.CompareTo(after.Id) < 0))
            .OrderByDescending(one => one.ToldAtUtc).ThenByDescending(one => one.Id).Take(Most + 1).ToListAsync(ct);
        var shown = found.Take(Most).ToList();
        var business = await businesses.Get(work.BusinessId, ct);
        return new Page(shown.Select(one => Show(one, business)).ToList(), found.Count > Most ? new Position(shown[^1].ToldAtUtc, shown[^1].Id).ToString() : null);
    }

    public async Task<Answer<Queued>> Test(Guid endpoint, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (!await db.Webhooks.AnyAsync(one => one.Id == endpoint, ct))
            return Refusal.NotFound("webhook");
        var delivery = FanOutWebhooks.Add(db, work, endpoint, new Happening(WebhookEvents.Test, work.BusinessId, new { }), Guid.CreateVersion7(), work.Now);
        await work.SaveAsync(ct);
        return new Queued(delivery.Id);
    }

    public async Task<Answer<Queued>> Replay(Guid endpoint, Guid id, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.WebhookDeliveries.SingleOrDefaultAsync(one => one.Id == id && one.EndpointId == endpoint, ct) is not { } delivery)
            return Refusal.NotFound("delivery");
        if (delivery.State is WebhookState.Waiting)
            return new Queued(delivery.Id);
        delivery.Again();
        FanOutWebhooks.Queue(work, delivery);
        await work.SaveAsync(ct);
        return new Queued(delivery.Id);
    }

    private static Item Show(WebhookDelivery one, Business business) =>
        new(one.Id, one.Event, one.State.ToString().ToLowerInvariant(), one.Attempts, one.Status, one.Error, business.At(one.ToldAtUtc), one.LastAttemptUtc is { } last ? business.At(last) : null)
        {
            SubjectId = one.SubjectId,
        };
}
