using System.Diagnostics;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>Carries the rows of one aggregate to their listeners, one after the other, each in a scope of its own.</summary>
public sealed class OutboxCourier(IServiceScopeFactory scopes, FactCatalog catalog, TimeProvider clock, IOptions<OutboxSettings> options, ILogger<OutboxCourier> log)
{
    internal static readonly ActivitySource Trace = new("BookingPlatform.Outbox");

    internal const string Closed = "The business is closed; this waits until it is opened again.";

    internal async Task Deliver(IEnumerable<OutboxRow> rows, OutboxResults results, CancellationToken ct)
    {
        var waiting = new HashSet<string>();
        foreach (var row in rows.Where(row => !waiting.Contains(row.Listener)))
        {
            var delivery = await Attempt(row, ct);
            if (delivery is Delivery.Delivered)
            {
                results.Delivered(row);
                continue;
            }

            Record(row, delivery);
            results.Failed(row);
            if (row.State is OutboxState.Waiting)
                waiting.Add(row.Listener);
        }
    }

    private async Task<Delivery> Attempt(OutboxRow row, CancellationToken ct)
    {
        using var activity = Trace.StartActivity($"deliver {row.Listener}", ActivityKind.Consumer, row.TraceParent);
        activity?.SetTag("messaging.operation.type", "process").SetTag("messaging.message.id", row.Id);
        if (catalog.Find(row.Listener) is not { } outlet)
            return Delivery.Later(TimeSpan.FromMinutes(5), $"This node knows no listener '{row.Listener}'.", countsAsFailure: false);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (row.BusinessId != Guid.Empty && (await scope.ServiceProvider.GetRequiredService<IBusinesses>().Get(row.BusinessId, ct)).IsClosed)
                return Delivery.Later(TimeSpan.FromDays(1), Closed, countsAsFailure: false);
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(row.BusinessId, row.Listener));
            return await outlet.Deliver(scope.ServiceProvider, row.Id, row.Body, new(row.Attempts + 1, row.ToldAtUtc), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            log.LogWarning(e, "Delivery {Id} to {Listener} failed at attempt {Attempt}", row.Id, row.Listener, row.Attempts + 1);
            return Delivery.Later(OutboxSettings.BackOff(row.Attempts), $"{e.GetType().Name}: {e.Message}");
        }
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
