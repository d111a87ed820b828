using System.Threading.RateLimiting;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>Ten tries to set a password in ten minutes and customer: hashing one is dear on purpose. Only valid links come this far, so it holds as many counters as there are such links.</summary>
internal sealed class PasswordBrake : IDisposable
{
    private const int Tries = 10;

    private readonly PartitionedRateLimiter<Guid> tries = PartitionedRateLimiter.Create<Guid, Guid>(customer =>
        RateLimitPartition.GetFixedWindowLimiter(customer, _ => new() { PermitLimit = Tries, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

    public bool LetsTry(Guid customerId)
    {
        using var lease = tries.AttemptAcquire(customerId);
        return lease.IsAcquired;
    }

    public void Dispose() => tries.Dispose();
}
