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
    private const int HoldsPerBusiness = 150;

    /// <summary>Nobody books for the sixth time within minutes without a reason.</summary>
    private const int Usual = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> addresses = Limiter<string>(PerAddress);
    private readonly PartitionedRateLimiter<Guid> businesses = Limiter<Guid>(PerBusiness);
    private readonly PartitionedRateLimiter<Guid> holds = Limiter<Guid>(HoldsPerBusiness);

    public bool LetsBook(Guid business, string? email)
    {
        using var all = businesses.AttemptAcquire(business);
        using var one = addresses.AttemptAcquire(Key(business, email));
        return all.IsAcquired && one.IsAcquired;
    }

    /// <summary>Slots kept by strangers who only look; without one the form works too, only first come is first served then.</summary>
    public bool LetsHold(Guid business)
    {
        using var one = holds.AttemptAcquire(business);
        return one.IsAcquired;
    }

    /// <summary>Still let in, but somebody who should show that the address is theirs.</summary>
    public bool IsUnusual(Guid business, string email) =>
        addresses.GetStatistics(Key(business, email)) is { } tries && tries.CurrentAvailablePermits < PerAddress - Usual;

    private static string Key(Guid business, string? email) => $"{business:N} {email?.Trim().ToLowerInvariant()}";

    public void Dispose()
    {
        addresses.Dispose();
        businesses.Dispose();
        holds.Dispose();
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int permits) where T : notnull => PartitionedRateLimiter.Create<T, T>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
