using System.Security.Cryptography;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.NoShow.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>One delivery is to be sent.</summary>
internal sealed record WebhookDue(Guid DeliveryId);

/// <summary>Makes a delivery for every endpoint that wants to hear of it. Each endpoint hears of one booking or customer in order; endpoints do not wait for each other.</summary>
internal sealed class FanOutWebhooks(NotificationsDb db, Work work)
    : IDeliver<BookingMade>, IDeliver<BookingMoved>, IDeliver<BookingCancelled>, IDeliver<BookingAssigned>, IDeliver<CustomerCreated>, IDeliver<CustomerChanged>, IDeliver<CustomerDeleted>,
        IDeliver<CustomerRestored>, IDeliver<CustomersMerged>, IDeliver<CustomersUnmerged>, IDeliver<CustomerBlockChanged>, IDeliver<NoShowMarked>, IDeliver<NoShowUndone>
{
    public Task<Delivery> Deliver(Envelope<BookingMade> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<BookingMoved> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<BookingCancelled> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<BookingAssigned> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomerCreated> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomerChanged> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomerDeleted> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomerRestored> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomersMerged> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomersUnmerged> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<CustomerBlockChanged> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<NoShowMarked> envelope, CancellationToken ct) => FanOut(envelope, ct);

    public Task<Delivery> Deliver(Envelope<NoShowUndone> envelope, CancellationToken ct) => FanOut(envelope, ct);

    private async Task<Delivery> FanOut<TFact>(Envelope<TFact> envelope, CancellationToken ct) where TFact : class
    {
        var happening = WebhookEvents.Of(envelope.Fact);
        var wanting = (await db.Webhooks.AsNoTracking().Where(endpoint => endpoint.DisabledAtUtc == null).ToListAsync(ct)).Where(endpoint => endpoint.Wants(happening.Event)).ToList();
        if (wanting.Count == 0)
            return Delivery.Done;
        var known = await db.WebhookDeliveries.Where(one => one.CauseId == envelope.Id).Select(one => one.EndpointId).ToListAsync(ct);
        foreach (var endpoint in wanting.Where(endpoint => !known.Contains(endpoint.Id)))
            Add(db, work, endpoint.Id, happening, envelope.Id, envelope.ToldAtUtc);
        // The unique index speaks when another node did it in the meantime.
        await work.TrySaveAsync(ct);
        return Delivery.Done;
    }

    public static WebhookDelivery Add(NotificationsDb db, Work work, Guid endpoint, Happening happening, Guid cause, DateTime toldAt)
    {
        var delivery = new WebhookDelivery { EndpointId = endpoint, Event = happening.Event, SubjectId = happening.SubjectId, Ids = happening.Json, CauseId = cause, ToldAtUtc = toldAt };
        db.WebhookDeliveries.Add(delivery);
        Queue(work, delivery);
        return delivery;
    }

    /// <summary>The queue of one endpoint about one subject.</summary>
    public static void Queue(Work work, WebhookDelivery delivery)
    {
        Span<byte> both = stackalloc byte[32];
        delivery.EndpointId.TryWriteBytes(both);
        delivery.SubjectId.TryWriteBytes(both[16..]);
        work.Tell(new WebhookDue(delivery.Id), new Guid(SHA256.HashData(both).AsSpan(0, 16)));
    }
}
