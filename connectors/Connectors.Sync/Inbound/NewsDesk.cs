using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Inbound;

/// <summary>Takes news down: each event once, and what is waiting already only once more when it rang again. The caller saves.</summary>
internal sealed class NewsDesk(SyncDb db, Work work)
{
    /// <summary>Events told again after this are looked at again, which does no harm.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    /// <returns>How many were new.</returns>
    public async Task<int> Note(Guid connection, IReadOnlyCollection<PmsNews> told, CancellationToken ct)
    {
        var byKey = told.Where(one => one.About.Length is > 0 and <= News.LongestAbout).GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.First());
        var keys = byKey.Keys.ToArray();
        var known = await db.News.Where(row => row.ConnectionId == connection && EF.Parameter(keys).Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        var fresh = 0;
        foreach (var (key, one) in byKey)
        {
            var row = known.GetValueOrDefault(key);
            if (row is not null && one.EventId is not null)
                continue;
            row ??= db.News.Add(new News { ConnectionId = connection, Key = key, About = one.About }).Entity;
            row.Ring(work.Now);
            Tell(row);
            fresh++;
        }

        return fresh;
    }

    /// <summary>After a push: differences that are no more vanish, and what the PMS has and may keep is taken over by the ordinary way.</summary>
    public async Task Compared(Operation operation, ExternalGuest guest, Comparison sides, CancellationToken ct)
    {
        var settled = sides.With(FieldFate.Same).ToArray();
        await db.Differences.Where(row => row.ConnectionId == operation.ConnectionId && row.ExternalId == guest.Id.Value && EF.Parameter(settled).Contains(row.Field)).ExecuteDeleteAsync(ct);
        if (sides.With(FieldFate.Theirs).Concat(sides.With(FieldFate.Differs)).Any())
            await Note(operation.ConnectionId, [new PmsNews(guest.Id.Value)], ct);
    }

    /// <summary>What was told while the connection was closed.</summary>
    public async Task<int> TellWaiting(Guid connection, CancellationToken ct)
    {
        var waiting = await db.News.Where(row => row.ConnectionId == connection && row.Waiting).ToListAsync(ct);
        waiting.ForEach(Tell);
        return waiting.Count;
    }

    /// <summary>In order per subject, so that no older fetch is taken in after a newer one.</summary>
    private void Tell(News news) => work.Tell(new PmsNewsDue(news.Id), Operation.IdOf(news.ConnectionId, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(news.About))[..16])));

    private static string KeyOf(PmsNews news) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(news.EventId is { } id ? $"event {id}" : $"about {news.About}")));
}
