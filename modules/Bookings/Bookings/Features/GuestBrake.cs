using System.Threading.RateLimiting;

namespace BookingPlatform.Bookings.Features;

/// <summary>
/// Slows down who tries bookings by the hundred: ten in ten minutes with one address, two hundred in a business. Counted by what was typed and in memory only, never by the
/// guest's network or device, which the platform does not want to know (S3-20).
/// </summary>
internal sealed class GuestBrake : IDisposable
{
    private const int PerAddress = 10;
    private const int PerBusiness = 200;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> addresses = Limiter<string>(PerAddress);
    private readonly PartitionedRateLimiter<Guid> businesses = Limiter<Guid>(PerBusiness);

    public bool LetsBook(Guid business, string? email)
    {
        using var all = businesses.AttemptAcquire(business);
        using var one = addresses.AttemptAcquire($"{business:N} {email?.Trim().ToLowerInvariant()}");
        return all.IsAcquired && one.IsAcquired;
    }

    public void Dispose()
    {
        addresses.Dispose();
        businesses.Dispose();
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int permits) where T : notnull => PartitionedRateLimiter.Create<T, T>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
