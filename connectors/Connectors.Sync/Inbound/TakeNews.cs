using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>Fetches what a piece of news is about and takes it in. News for a closed connection stays and is told again when it opens.</summary>
internal sealed class TakeNews(SyncDb db, Work work, ConnectorPool pool, TakeGuest take, ConnectionDesk desk, RetryPause pauses, PushQueue queue) : IDeliver<PmsNewsDue>
{
    public async Task<Delivery> Deliver(Envelope<PmsNewsDue> envelope, CancellationToken ct)
    {
        if (await db.News.SingleOrDefaultAsync(row => row.Id == envelope.Fact.NewsId, ct) is not { Waiting: true } news)
            return Delivery.Done;
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == news.ConnectionId, ct) is not { IsOpen: true } connection)
            return Delivery.Done;

        work.ActAs(new Actor(ActorSource.Pms, work.BusinessId, null, connection.Name));
        var (seen, connector) = (news.Rings, pool.Open(connection));
        var fetched = connector.Failure is { } unusable ? unusable : await connector.Pms.Fetch(new PmsNews(news.About), ct);
        if (fetched.Failure is { } failure)
            return await Failed(news, failure, ct);
        foreach (var guest in fetched.Value)
            await take.Run(connection, connector.Vendor, guest, ct);
        return await Settle(news, seen, null, ct);
    }

    private async Task<Delivery> Failed(News news, PmsFailure failure, CancellationToken ct)
    {
        switch (failure)
        {
            case PmsFailure.Auth or PmsFailure.Configuration:
                await work.BeginAsync(ct);
                await desk.Close(news.ConnectionId, ConnectionHealth.Refused, failure.Message, notBefore: null, ct);
                await work.SaveAsync(ct);
                return Delivery.Done;
            case PmsFailure.Transient passing when !pauses.IsLast(news.Attempts):
                var pause = pauses.After(news.Attempts, passing.RetryAfter);
                news.Postpone(passing.Message);
                await work.SaveAsync(ct);
                return Delivery.Later(pause, "The hotel system failed in passing.", countsAsFailure: false);
            case PmsFailure.Gone:
                await LookAgain(news, ct);
                return await Settle(news, news.Rings, null, ct);
            default:
                return await Settle(news, news.Rings, failure.Message, ct);
        }
    }

    /// <summary>The push knows what to do about a guest that is gone or was merged.</summary>
    private async Task LookAgain(News news, CancellationToken ct)
    {
        if (await db.Links.AsNoTracking().SingleOrDefaultAsync(row => row.ConnectionId == news.ConnectionId && row.ExternalId == news.About, ct) is { } link)
            (await queue.Add(link.ConnectionId, link.CustomerId, ct)).QueueAfresh(work.Now);
    }

    /// <summary>Unless it rang again meanwhile: then another delivery stands behind this one.</summary>
    private async Task<Delivery> Settle(News news, int seen, string? sentence, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        if (await db.News.AnyAsync(row => row.Id == news.Id && row.Rings == seen, ct))
            news.Settle(sentence, work.Now);
        var now = work.Now;
        await db.Connections.Where(row => row.Id == news.ConnectionId && (row.LastNewsUtc == null || row.LastNewsUtc < now.AddSeconds(-30)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastNewsUtc, now), ct);
        await work.SaveAsync(ct);
        return Delivery.Done;
    }
}
