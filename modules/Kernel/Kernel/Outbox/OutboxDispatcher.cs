using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Kernel.Outbox;

/// <summary>
/// Takes facts from the outbox to their listeners: woken by this node's commits, otherwise polling slowly.
/// At least once, in order per aggregate and listener; a failing aggregate holds up nobody but itself.
/// </summary>
public sealed class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxSignal signal, OutboxCourier courier, Node identity, TimeProvider clock, IOptions<OutboxSettings> options, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    private readonly OutboxSettings settings = options.Value;
    private readonly string node = identity.Name;
    private bool hasLanes;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.Wait(pause, stoppingToken);
                pause = await WorkOnce(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The outbox could not be worked; trying again in {Pause}", settings.Poll);
                pause = settings.Poll;
            }
        }
    }

    /// <summary>Lets go of its lanes, so that other nodes need not wait for the leases to end.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Ask(async queue =>
            {
                await queue.Release(node, Now, cancellationToken);
                return true;
            });
        }
        catch (Exception e)
        {
            // A host may be torn down around us; the leases then end by themselves.
            log.LogDebug(e, "The outbox lanes of {Node} were not released", node);
        }
    }

    /// <summary>One round: lease, take, deliver, settle. Returns how long to wait for the next.</summary>
    internal async Task<TimeSpan> WorkOnce(CancellationToken ct)
    {
        if (identity.IsDrained)
            return await LetGo(ct);
        var now = Now;
        var due = await Ask(queue => queue.DueLanes(now, ct));
        if (due.Count == 0)
            return await UntilNextDue(now, ct);
        var free = due.Where(lane => lane.Owner == node || lane.LeasedUntilUtc <= Now).Select(lane => lane.Lane).ToArray();
        if (free.Length == 0)
            return Soonest(due.Min(lane => lane.LeasedUntilUtc));
        Random.Shared.Shuffle(free);
        var leased = clock.GetTimestamp();
        if (!await Ask(queue => queue.Lease(free.Take(Math.Max(8, free.Length / 2)).ToArray(), node, Now, settings.Lease, ct)))
            return TimeSpan.Zero;
        hasLanes = true;
        // Behind a full batch there is more: no need to ask again which lanes are due, as long as the lease is young enough to be kept through another batch.
        while (await DeliverBatch(leased, ct) == settings.Batch && clock.GetElapsedTime(leased) < settings.Lease / 3 && !identity.IsDrained)
        {
        }

        return TimeSpan.Zero;
    }

    /// <summary>A drained node gives its lanes to the others, and looks no more until it is rung for.</summary>
    private async Task<TimeSpan> LetGo(CancellationToken ct)
    {
        if (hasLanes)
            await Ask(async queue =>
            {
                await queue.Release(node, Now, ct);
                return hasLanes = false;
            });
        return settings.Poll;
    }

    /// <returns>How many rows it had.</returns>
    private async Task<int> DeliverBatch(long leased, CancellationToken ct)
    {
        var rows = await Ask(async queue => await queue.Due(await queue.Held(node, Now, ct), Now, settings.Batch, ct));
        var results = new OutboxResults();
        using var keeping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lease = KeepLease(leased, results, lost, keeping.Token);
        try
        {
            await Parallel.ForEachAsync(rows.GroupBy(row => row.About), new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = lost.Token },
                async (aggregate, token) => await courier.Deliver(aggregate, results, token));
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.LogWarning("This node was too slow to keep its lanes of the outbox, and has let go of what it was delivering");
        }
        finally
        {
            await keeping.CancelAsync();
            await lease.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Settle(results, CancellationToken.None);
        }

        return rows.Count;
    }

    /// <summary>
    /// While a slow batch runs, keeps its lanes and settles what is done, so that a crash repeats little. A node that was paused, or could not reach the database for
    /// longer than the lease, stops at once: others deliver the same rows by then.
    /// </summary>
    private async Task KeepLease(long leased, OutboxResults results, CancellationTokenSource lost, CancellationToken ct)
    {
        var (renewed, lanes) = (leased, 0);
        while (true)
        {
            await Task.Delay(settings.Lease / 3, clock, ct);
            if (clock.GetElapsedTime(renewed) >= settings.Lease)
                break;
            try
            {
                var asked = clock.GetTimestamp();
                var held = await Ask(queue => queue.Renew(node, Now + settings.Lease, ct));
                if (held < lanes)
                    break;
                (renewed, lanes) = (asked, held);
                await Settle(results, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(e, "The leases of this node's outbox lanes could not be renewed this time");
            }
        }

        await lost.CancelAsync();
    }

    private async Task Settle(OutboxResults results, CancellationToken ct)
    {
        var (delivered, failed) = results.Take();
        if (delivered.Count + failed.Count > 0)
            await Ask(async queue =>
            {
                await queue.Settle(delivered, failed, ct);
                return true;
            });
    }

    private async Task<TimeSpan> UntilNextDue(DateTime now, CancellationToken ct) =>
        await Ask(queue => queue.NextDue(now, ct)) is { } next ? Soonest(next) : settings.Poll;

    private TimeSpan Soonest(DateTime at)
    {
        var wait = at - Now;
        return wait < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : wait < settings.Poll ? wait : settings.Poll;
    }

    private async Task<T> Ask<T>(Func<OutboxQueue, Task<T>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<OutboxQueue>());
    }
}

/// <summary>What became of the rows of a batch so far.</summary>
public sealed class OutboxResults
{
    private readonly ConcurrentQueue<long> delivered = [];
    private readonly ConcurrentQueue<OutboxRow> failed = [];

    internal void Delivered(OutboxRow row) => delivered.Enqueue(row.Seq);

    internal void Failed(OutboxRow row) => failed.Enqueue(row);

    internal (IReadOnlyCollection<long> Delivered, IReadOnlyCollection<OutboxRow> Failed) Take() => (Empty(delivered), Empty(failed));

    private static List<T> Empty<T>(ConcurrentQueue<T> queue)
    {
        var taken = new List<T>(queue.Count);
        while (queue.TryDequeue(out var item))
            taken.Add(item);
        return taken;
    }
}
