using System.Diagnostics;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>Carries the rows of one aggregate to their listeners, one after the other, each in a scope of its own.</summary>
public sealed class OutboxCourier(IServiceScopeFactory scopes, FactCatalog catalog, OutboxTally tally, TimeProvider clock, IOptions<OutboxSettings> options, ILogger<OutboxCourier> log)
{
    internal const string Closed = "The business is closed; this waits until it is opened again.";

    internal async Task Deliver(IEnumerable<OutboxRow> rows, OutboxResults results, CancellationToken ct)
    {
        var waiting = new HashSet<string>();
        foreach (var row in rows.Where(row => !waiting.Contains(row.Listener)))
        {
            var started = clock.GetTimestamp();
            var delivery = await Attempt(row, ct);
            if (delivery is not Delivery.Delivered)
                Record(row, delivery);
            Count(row, delivery, clock.GetElapsedTime(started));
            if (delivery is Delivery.Delivered)
            {
                results.Delivered(row);
                continue;
            }

            results.Failed(row);
            if (row.State is OutboxState.Waiting)
                waiting.Add(row.Listener);
        }
    }

    private async Task<Delivery> Attempt(OutboxRow row, CancellationToken ct)
    {
        using var activity = Telemetry.Outbox.StartActivity($"deliver {row.Listener}", ActivityKind.Consumer, row.TraceParent) ?? Unwatched(row);
        activity?.SetTag("messaging.system", "booking_outbox").SetTag("messaging.operation.type", "process").SetTag("messaging.destination.name", row.Listener).SetTag("messaging.message.id", row.Id);
        if (catalog.Find(row.Listener) is not { } outlet)
            return Delivery.Later(TimeSpan.FromMinutes(5), $"This node knows no listener '{row.Listener}'.", countsAsFailure: false);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (row.BusinessId != Guid.Empty && scope.ServiceProvider.GetService<IBusinesses>() is { } businesses && (await businesses.Get(row.BusinessId, ct)).IsClosed)
                return Delivery.Later(TimeSpan.FromDays(1), Closed, countsAsFailure: false);
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(row.BusinessId, row.Listener));
            return await outlet.Deliver(scope.ServiceProvider, row.Id, row.Body, new(row.Attempts + 1, row.ToldAtUtc), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            log.LogWarning(e, "Delivery {Number} ({Id}) to {Listener} failed at attempt {Attempt}", row.Seq, row.Id, row.Listener, row.Attempts + 1);
            return Delivery.Later(OutboxSettings.BackOff(row.Attempts), $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Where nobody listens on this node the story goes on all the same: its id stands in the log, and in the rows that this delivery writes.</summary>
    private static Activity? Unwatched(OutboxRow row) => row.TraceParent is null ? null : new Activity("deliver").SetParentId(row.TraceParent).Start();

    private void Count(OutboxRow row, Delivery delivery, TimeSpan took)
    {
        var listener = new KeyValuePair<string, object?>("listener", row.Listener);
        var outcome = delivery is Delivery.Delivered ? "delivered" : row.State is OutboxState.Dead ? "given_up" : "postponed";
        Telemetry.Deliveries.Add(1, listener, new("outcome", outcome));
        Telemetry.DeliveryTime.Record(took.TotalSeconds, listener);
        if (delivery is not Delivery.Delivered)
        {
            tally.NotDelivered(row);
            return;
        }

        tally.Delivered(row.BusinessId);
        Telemetry.Waited.Record((clock.GetUtcNow().UtcDateTime - row.ToldAtUtc).TotalSeconds, listener);
    }

    private void Record(OutboxRow row, Delivery delivery)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        switch (delivery)
        {
            case Delivery.Refused refused:
                row.Bury(refused.Reason);
                break;
            case Delivery.Postponed { CountsAsFailure: true } postponed when row.Attempts + 1 >= options.Value.Attempts:
                row.Bury(postponed.Reason);
                break;
            case Delivery.Postponed postponed:
                row.Postpone(now + postponed.After, postponed.Reason, postponed.CountsAsFailure);
                break;
        }
    }
}
