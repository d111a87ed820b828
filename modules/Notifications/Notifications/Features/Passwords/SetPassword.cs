using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Templates;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>
/// A guest follows the link and chooses a password. Looking changes nothing, because mail scanners follow links too; saving uses the link up.
/// Wrong, used, replaced and expired links are answered alike, so that nobody learns from the answer what there is.
/// </summary>
internal sealed class SetPassword(NotificationsDb db, ICustomers customers, IBusinesses businesses, PasswordMailWriter writer, IPasswordHasher<GuestPassword> hasher, PasswordBrake brake, Work work)
{
    /// <summary>What stands behind the address.</summary>
    /// <param name="Business">Null when there is none of that name.</param>
    /// <param name="Customer">Whose password can be set; null when the link is not valid.</param>
    internal sealed record Door(Business? Business, CustomerCard? Customer, string Hash, PasswordPageWords Words, string Language, bool IsRightToLeft)
    {
        public bool IsOpen => Customer is not null;
    }

    public async Task<Door> Open(string slug, string secret, CancellationToken ct)
    {
        var business = (await businesses.All(ct)).SingleOrDefault(one => one.Slug == slug);
        var hash = LinkSecret.HashOf(secret);
        if (business is not null)
            work.ActAs(new Actor(ActorSource.Guest, business.Id, null, "Guest"));
        var link = business is null ? null : await db.GuestLinks.AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash, ct);
        var customer = link?.CanBeUsed(work.Now) == true && await customers.Find(link.CustomerId, ct) is { IsDeleted: false } found ? found : null;
        var speech = writer.SpeechFor(customer, business);
        return new Door(business, customer, hash, speech.Words.Password.Page, speech.Culture.Name, speech.Culture.TextInfo.IsRightToLeft);
    }

    /// <returns>Done; or <c>validation</c>, <c>too-many-tries</c>, or <c>link-not-valid</c> when somebody was quicker.</returns>
    public async Task<Answer<Done>> Handle(Door door, string password, CancellationToken ct)
    {
        if (door.Customer is not { } customer)
            return NotValid(door);
        if (!brake.LetsTry(customer.Id))
            return new Refusal(RefusalKind.TooMany, "too-many-tries", door.Words.TooManyTries);
        if (password.Length < GuestPassword.Shortest)
            return Refusal.Invalid("password", door.Words.TooShort);
        if (password.Length > GuestPassword.Longest)
            return Refusal.Invalid("password", door.Words.TooLong);
        await work.BeginAsync(ct);
        var link = await db.GuestLinks.SingleAsync(link => link.Hash == door.Hash, ct);
        if (!link.CanBeUsed(work.Now))
            return NotValid(door);
        link.Use(work.Now);
        await Keep(customer.Id, password, ct);
        work.Audit(PasswordHistory.Of(customer.Id, "password.set", "The guest set a new password by the link."));
        return await work.TrySaveLinkAsync(ct) ? new Done() : NotValid(door);
    }

    private async Task Keep(Guid customerId, string password, CancellationToken ct)
    {
        var kept = await db.GuestPasswords.SingleOrDefaultAsync(one => one.CustomerId == customerId, ct) ?? new GuestPassword { CustomerId = customerId };
        kept.Become(hasher.HashPassword(kept, password), work.Now);
        if (db.Entry(kept).State is EntityState.Detached)
            db.GuestPasswords.Add(kept);
    }

    private static Refusal NotValid(Door door) => Refusal.Conflict("link-not-valid", door.Words.Gone);
}
