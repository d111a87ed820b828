namespace BookingPlatform.Connectors.Tests.Fakes;

/// <summary>A vendor's rate limit: so many requests in any stretch of time.</summary>
public sealed class SlidingWindow(TimeProvider clock)
{
    private readonly Queue<DateTimeOffset> recent = new();

    /// <summary>Counts this request, unless there is no room for it.</summary>
    public bool IsFull(int most, TimeSpan stretch)
    {
        var now = clock.GetUtcNow();
        while (recent.TryPeek(out var oldest) && now - oldest >= stretch)
            recent.Dequeue();
        if (recent.Count >= most)
            return true;
        recent.Enqueue(now);
        return false;
    }
}
