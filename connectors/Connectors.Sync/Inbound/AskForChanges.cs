using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>
/// Asks a PMS what changed since it was last asked: for those that send nothing by themselves, and for what others sent in vain. News and mark are stored in one
/// transaction, before anything is done about them.
/// </summary>
internal sealed class AskForChanges(SyncDb db, Work work, ConnectorPool pool, NewsDesk news, ConnectionDesk desk)
{
    private const int MostPages = 20;

    /// <returns>How many pieces of news were new.</returns>
    public async Task<int> Handle(Guid connectionId, CancellationToken ct)
    {
        var noted = 0;
        for (var page = 0; page < MostPages; page++)
        {
            if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == connectionId, ct) is not { IsOpen: true } connection)
                return noted;
            var connector = pool.Open(connection);
            if (connector.Failure is not null || !connector.Capabilities.Can(PmsFeatures.Changes))
                return noted;
            var changes = await connector.Pms.ChangedSince(connection.NewsMark, ct);
            await work.BeginAsync(ct);
            if (changes.Failure is { } failure)
            {
                await Failed(connectionId, failure, ct);
                return noted;
            }

            noted += await Store(connection, changes.Value, ct);
            if (!changes.Value.More)
                return noted;
        }

        return noted;
    }

    private async Task<int> Store(Connection connection, PmsChanges changes, CancellationToken ct)
    {
        var noted = await news.Note(connection.Id, changes.News, ct);
        var (mark, now) = (changes.Mark, work.Now);
        await db.Connections.Where(row => row.Id == connection.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NewsMark, mark).SetProperty(row => row.LastNewsUtc, now), ct);
        await work.SaveAsync(ct);
        return noted;
    }

    private async Task Failed(Guid connection, PmsFailure failure, CancellationToken ct)
    {
        if (failure is PmsFailure.Auth or PmsFailure.Configuration)
            await desk.Close(connection, ConnectionHealth.Refused, failure.Message, notBefore: null, ct);
        await work.SaveAsync(ct);
    }
}
