using System.Threading.RateLimiting;

namespace BookingPlatform.GuestApp.Features.SigningIn;

/// <summary>
/// Slows down who tries often. Counted by what was typed and by business, in memory only, never by the guest's network or device (S3-20): known and unknown addresses are counted alike.
/// </summary>
internal sealed class AppBrake : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> mails = Limiter<string>(5, Short);
    private readonly PartitionedRateLimiter<string> mailsOfDay = Limiter<string>(20, TimeSpan.FromDays(1));
    private readonly PartitionedRateLimiter<Guid> mailsOfBusiness = Limiter<Guid>(300, Short);
    private readonly PartitionedRateLimiter<string> passwords = Limiter<string>(10, Short);
    private readonly PartitionedRateLimiter<Guid> passwordsOfBusiness = Limiter<Guid>(500, Short);
    private readonly PartitionedRateLimiter<Guid> claimsOfBusiness = Limiter<Guid>(300, Short);

    /// <summary>A mail with a link or code. Twenty codes of five tries a day are one chance in ten thousand.</summary>
    public bool LetsMail(Guid business, string key) => Take(mailsOfBusiness, business) && Take(mails, One(business, key)) && Take(mailsOfDay, One(business, key));

    public bool LetsTryPassword(Guid business, string key) => Take(passwordsOfBusiness, business) && Take(passwords, One(business, key));

    /// <summary>The code of a claim slip. Three hundred guesses in ten minutes meet one of a thousand slips once in seventy years.</summary>
    public bool LetsClaim(Guid business) => Take(claimsOfBusiness, business);

    public void Dispose()
    {
        mails.Dispose();
        mailsOfDay.Dispose();
        mailsOfBusiness.Dispose();
        passwords.Dispose();
        passwordsOfBusiness.Dispose();
        claimsOfBusiness.Dispose();
    }

    private static string One(Guid business, string key) => $"{business:N} {key}";

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int permits, TimeSpan window) where T : notnull => PartitionedRateLimiter.Create<T, T>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = window, QueueLimit = 0 }));
}
