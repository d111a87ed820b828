using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Kernel.Nodes;

/// <summary>
/// Every quarter of a minute: says that this node is alive, learns whether it is to take no more work, and stores what it has counted.
/// One statement while nothing changes, so that idle nodes cost a database next to nothing.
/// </summary>
public sealed class NodeWatch(IServiceScopeFactory scopes, Node node, OutboxTally tally, OutboxSignal signal, TimeProvider clock, ILogger<NodeWatch> log) : BackgroundService
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>A node that was not heard of for so long is shown as silent: three beats.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly SemaphoreSlim bell = new(0, 1);

    /// <summary>Looks at once: this node's own state was changed.</summary>
    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                await tally.Store(scopes, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The next beat tries again; readiness and the age of this row say that something is wrong.
                log.LogWarning(e, "Node {Node} could not say that it is there", node.Name);
            }

            await ((Task)bell.WaitAsync(Beat, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes its name off the list and stores the last counts.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await tally.Store(scopes, cancellationToken);
            await In(async (db, ct) => await db.Nodes.Where(row => row.Name == node.Name).ExecuteDeleteAsync(ct), cancellationToken);
        }
        catch (Exception e)
        {
            // A host may be torn down around us; the row then turns silent by itself.
            log.LogDebug(e, "Node {Node} did not say good-bye", node.Name);
        }
    }

    public override void Dispose()
    {
        bell.Dispose();
        base.Dispose();
    }

    private async Task Look(CancellationToken ct)
    {
        var (now, drained) = (clock.GetUtcNow().UtcDateTime, node.IsDrained);
        var isAsBefore = await In((db, stop) => db.Nodes.Where(row => row.Name == node.Name && row.Drained == drained).ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAtUtc, now), stop), ct);
        if (isAsBefore == 0)
            await Follow(now, ct);
    }

    /// <summary>Either nobody knows this node yet, or people have decided something about it.</summary>
    private async Task Follow(DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
        if (await db.Nodes.AsNoTracking().SingleOrDefaultAsync(row => row.Name == node.Name, ct) is not { } row)
        {
            db.Nodes.Add(new NodeRow { Name = node.Name, StartedAtUtc = now, SeenAtUtc = now, Drained = node.IsDrained });
            await scope.ServiceProvider.GetRequiredService<Work>().SaveAsync(ct);
            return;
        }

        node.IsDrained = row.Drained;
        var engine = scope.ServiceProvider.GetRequiredService<IJobEngine>();
        await (row.Drained ? engine.TakeNoWork(ct) : engine.TakeWork(ct));
        log.LogInformation("Node {Node} {State}", node.Name, row.Drained ? "takes no more work" : "takes work again");
        signal.Ring();
        await Look(ct);
    }

    private async Task<int> In(Func<KernelDb, CancellationToken, Task<int>> statement, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>();
        await work.BeginAsync(ct);
        var rows = await statement(scope.ServiceProvider.GetRequiredService<KernelDb>(), ct);
        await work.SaveAsync(ct);
        return rows;
    }
}
