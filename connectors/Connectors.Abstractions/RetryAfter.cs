using System.Net.Http.Headers;

namespace BookingPlatform.Connectors.Abstractions;

/// <summary>Reads the <c>Retry-After</c> header, which comes as seconds or as a date, and sometimes not at all.</summary>
public static class RetryAfter
{
    /// <summary>The longest wait believed; a vendor's clock or unit may be wrong.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait from now, at most <see cref="Longest"/>; null when the header is absent or unreadable.</summary>
    /// <param name="headers">The answer's headers.</param>
    /// <param name="clock">For a wait given as a date.</param>
    public static TimeSpan? From(HttpResponseHeaders headers, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(clock);
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, Longest.Ticks));
    }
}
