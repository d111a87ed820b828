using System.Threading.RateLimiting;

namespace BookingPlatform.Host.Accounts;

/// <summary>Slows down whoever tries passwords on many accounts: thirty failures in five minutes from one place close the door to it for the rest of them.</summary>
internal sealed class SignInBrake : IDisposable
{
    private const int Failures = 30;

    private readonly PartitionedRateLimiter<string> failures = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => new() { PermitLimit = Failures, Window = TimeSpan.FromMinutes(5), QueueLimit = 0 }));

    /// <param name="client">Null where no address is known; then only the account's own lock holds.</param>
    public bool LetsTry(string? client) => client is null || failures.GetStatistics(client) is not { CurrentAvailablePermits: 0 };

    public void Failed(string? client)
    {
        if (client is not null)
            failures.AttemptAcquire(client).Dispose();
    }

    public void Dispose() => failures.Dispose();
}
