using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Notifications.Mail;

/// <summary>
/// How fast mails leave this node: so many a minute for each business, and to each mail host for all of them, so that one business's thousand messages neither hold up the others nor make a
/// mail host distrust the sender. What is too fast waits its turn; nothing is dropped.
/// </summary>
internal sealed class MailPace(IOptions<MailSettings> settings, TimeProvider clock)
{
    /// <summary>Hosts are as many as guests think of; forgetting them all lets a minute's worth through at most.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>How long to wait; zero when it may go now, and then it is counted.</returns>
    public TimeSpan Take(Guid businessId, string recipient)
    {
        if (buckets.Count > MostKept)
            buckets.Clear();
        var (mine, theirs) = (Of(businessId.ToString("N"), settings.Value.PerMinute), Of(recipient[(recipient.LastIndexOf('@') + 1)..], settings.Value.PerMinuteToHost));
        var now = clock.GetUtcNow();
        var wait = mine.Wait(now) is var first && theirs.Wait(now) is var second && first > second ? first : second;
        if (wait > TimeSpan.Zero)
            return wait;
        mine.Take(now);
        theirs.Take(now);
        return TimeSpan.Zero;
    }

    private Bucket Of(string key, int perMinute) => buckets.GetOrAdd(key, static (_, most) => new Bucket(most), perMinute);

    /// <summary>A minute's worth may go at once; after that as fast as it fills again.</summary>
    private sealed class Bucket(int perMinute)
    {
        /// <summary>A minute is the most; what is further ahead was counted by a clock that has been set back since.</summary>
        private static readonly TimeSpan NeverSoFar = TimeSpan.FromMinutes(2);

        private readonly Lock turn = new();
        private readonly TimeSpan each = TimeSpan.FromMinutes(1) / perMinute;
        private DateTimeOffset emptyUntil = DateTimeOffset.MinValue;

        public TimeSpan Wait(DateTimeOffset now)
        {
            lock (turn)
            {
                if (emptyUntil - now > NeverSoFar)
                    emptyUntil = now;
                return emptyUntil + each - now - TimeSpan.FromMinutes(1) is var over && over > TimeSpan.Zero ? over : TimeSpan.Zero;
            }
        }

        public void Take(DateTimeOffset now)
        {
            lock (turn)
                emptyUntil = (emptyUntil > now ? emptyUntil : now) + each;
        }
    }
}
