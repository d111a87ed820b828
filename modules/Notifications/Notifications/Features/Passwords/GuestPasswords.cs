using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>The passwords of guests, for the Guest App.</summary>
internal sealed class GuestPasswords(NotificationsDb db, IPasswordHasher<GuestPassword> hasher, Work work) : IGuestPasswords
{
    private static string? nobodys;

    public async Task<bool> Knows(Guid? customerId, string password, CancellationToken ct)
    {
        var id = customerId ?? Guid.Empty;
        var kept = await db.GuestPasswords.AsNoTracking().SingleOrDefaultAsync(one => one.CustomerId == id, ct);
        var hash = kept?.Hash ?? (nobodys ??= hasher.HashPassword(new GuestPassword(), Guid.NewGuid().ToString()));
        return password.Length <= GuestPassword.Longest
            && hasher.VerifyHashedPassword(kept ?? new GuestPassword(), hash, password) is not PasswordVerificationResult.Failed
            && kept is not null;
    }

    public Task<bool> Has(Guid customerId, CancellationToken ct) => db.GuestPasswords.AnyAsync(one => one.CustomerId == customerId, ct);

    public async Task<Answer<Done>> Choose(Guid customerId, string? password, CancellationToken ct)
    {
        if (password is null || password.Length < GuestPassword.Shortest)
            return Refusal.Invalid("password", $"Choose a password of at least {GuestPassword.Shortest} characters.");
        if (password.Length > GuestPassword.Longest)
            return Refusal.Invalid("password", $"At most {GuestPassword.Longest} characters.");
        var kept = await db.GuestPasswords.SingleOrDefaultAsync(one => one.CustomerId == customerId, ct) ?? new GuestPassword { CustomerId = customerId };
        kept.Become(hasher.HashPassword(kept, password), work.Now);
        if (db.Entry(kept).State is EntityState.Detached)
            db.GuestPasswords.Add(kept);
        return default(Done);
    }

    public Task Forget(Guid customerId, CancellationToken ct) => db.GuestPasswords.Where(one => one.CustomerId == customerId).ExecuteDeleteAsync(ct);
}
