using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Http;

/// <summary>How patient a connector is.</summary>
internal sealed record ResilienceOptions
{
    /// <summary>Requests that change nothing and may be repeated.</summary>
    public required Func<HttpRequestMessage, bool> IsRead { get; init; }

    /// <summary>Holds a request back until the connection may send one.</summary>
    public required Func<CancellationToken, ValueTask> WaitForTurn { get; init; }

    /// <summary>Of one attempt, answer included.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Attempts after the first.</summary>
    public int Repeats { get; init; } = 2;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits longer than this belong to the queue, which holds no thread and no request.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    public int BreakerMinimum { get; init; } = 10;

    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    public int LargestAnswer { get; init; } = 10 * 1024 * 1024;

    public static ResilienceOptions For(ConnectorContext context, Func<HttpRequestMessage, bool> isRead) => new()
    {
        IsRead = isRead,
        WaitForTurn = context.WaitForTurn,
        RequestTimeout = context.RequestTimeout,
        Clock = context.Clock,
    };
}
