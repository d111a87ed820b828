using System.Collections.Concurrent;
using System.Diagnostics;

namespace BookingPlatform.Bench.Nodes;

/// <summary>One request as its sender saw it.</summary>
/// <param name="Visitor">Who asked.</param>
/// <param name="SentAtUtc">When.</param>
/// <param name="Took">Until the answer had arrived whole.</param>
/// <param name="Node">Which node answered; null when none did.</param>
/// <param name="Failure">What was wrong with the answer; null when nothing was.</param>
internal sealed record Seen(string Visitor, DateTime SentAtUtc, TimeSpan Took, string? Node, string? Failure);

/// <summary>Everything that was asked, by anybody.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<Seen> all = [];

    public void Add(Seen seen) => all.Enqueue(seen);

    public bool LastFailed(string visitor) => all.LastOrDefault(seen => seen.Visitor == visitor)?.Failure is not null;

    public IReadOnlyList<Seen> Between(DateTime from, DateTime to) => [.. all.Where(seen => seen.SentAtUtc >= from && seen.SentAtUtc < to)];

    public static double P95(IEnumerable<Seen> seen) => seen.Select(one => one.Took.TotalMilliseconds).Order().ToArray() is { Length: > 0 } sorted ? sorted[(int)((sorted.Length - 1) * 0.95)] : 0;
}

/// <summary>Stands between one visitor and the proxy. Whatever is no plain success counts as failed: nobody in this load asks for anything that is refused.</summary>
internal sealed class Watch(string visitor, Tally tally) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (sent, clock) = (DateTime.UtcNow, Stopwatch.StartNew());
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var node = answer.Headers.TryGetValues(Proxy.AskedHeader, out var asked) ? asked.Single().Split(',')[^1].Trim() : null;
            tally.Add(new(visitor, sent, clock.Elapsed, node, (int)answer.StatusCode < 400 ? null : $"{request.Method} {request.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} from {node}"));
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            tally.Add(new(visitor, sent, clock.Elapsed, null, $"{request.Method} {request.RequestUri!.AbsolutePath}: {e.Message}"));
            throw;
        }
    }
}
