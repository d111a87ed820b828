using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>The connections of all businesses, each visited in a scope of its own.</summary>
internal sealed class EveryConnection(IServiceScopeFactory scopes, IBusinesses businesses)
{
    public async Task Visit(string actor, Func<IServiceProvider, Guid, Task> act, CancellationToken ct)
    {
        foreach (var business in await businesses.All(ct))
            foreach (var connection in await Open(business.Id, actor, ct))
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Id, actor));
                await act(scope.ServiceProvider, connection);
            }
    }

    private async Task<List<Guid>> Open(Guid business, string actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, actor));
        return (await scope.ServiceProvider.GetRequiredService<SyncDb>().Connections.AsNoTracking().ToListAsync(ct)).Where(connection => connection.IsOpen).Select(connection => connection.Id).ToList();
    }
}

/// <summary>Every few minutes: asks the hotel systems what changed.</summary>
internal sealed class PollForChanges(EveryConnection every) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var noted = 0;
        await every.Visit("Hotel system changes", async (services, connection) => noted += await services.GetRequiredService<AskForChanges>().Handle(connection, ct), ct);
        await progress.Report(noted, noted);
    }
}

/// <summary>Nightly: compares every linked guest, tells again what was left lying, and forgets old news.</summary>
internal sealed class ReconcileNightly(EveryConnection every) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var compared = 0;
        await every.Visit("Hotel system comparison", async (services, connection) =>
        {
            var before = compared;
            compared = before + await services.GetRequiredService<CompareAll>().Handle(connection, now => progress.Report(before + now, before + now), ct);
            await TidyUp(services, connection, ct);
        }, ct);
        await progress.Report(compared, compared);
    }

    private static async Task TidyUp(IServiceProvider services, Guid connection, CancellationToken ct)
    {
        var (db, work) = (services.GetRequiredService<SyncDb>(), services.GetRequiredService<Work>());
        var old = work.Now - NewsDesk.Remembered;
        await work.BeginAsync(ct);
        await db.News.Where(row => row.ConnectionId == connection && !row.Waiting && row.HandledAtUtc < old).ExecuteDeleteAsync(ct);
        await services.GetRequiredService<NewsDesk>().TellWaiting(connection, ct);
        await work.SaveAsync(ct);
    }
}
