using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>Addresses that PMS have had for our customers. The caller saves.</summary>
internal sealed class KnownEmails(SyncDb db, Work work)
{
    public async Task Remember(Guid customer, IEnumerable<string?> addresses, CancellationToken ct)
    {
        var hashes = addresses.Where(address => !string.IsNullOrWhiteSpace(address)).Select(address => KnownEmail.HashOf(work.BusinessId, address!)).Distinct().ToArray();
        if (hashes.Length == 0)
            return;
        var known = await db.KnownEmails.Where(email => email.CustomerId == customer && EF.Parameter(hashes).Contains(email.Hash)).Select(email => email.Hash).ToListAsync(ct);
        db.KnownEmails.AddRange(hashes.Except(known).Select(hash => new KnownEmail { CustomerId = customer, Hash = hash }));
    }

    /// <summary>Whether the customer had it, but has another now.</summary>
    public async Task<bool> IsOld(Guid customer, string? theirs, string? ours, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(theirs) || string.IsNullOrWhiteSpace(ours) || string.Equals(theirs.Trim(), ours.Trim(), StringComparison.OrdinalIgnoreCase))
            return false;
        var hash = KnownEmail.HashOf(work.BusinessId, theirs);
        return await db.KnownEmails.AnyAsync(email => email.CustomerId == customer && email.Hash == hash, ct);
    }

    /// <summary>Everybody who has or had it.</summary>
    public Task<List<Guid>> WhoHad(string email, CancellationToken ct)
    {
        var hash = KnownEmail.HashOf(work.BusinessId, email);
        return db.KnownEmails.Where(known => known.Hash == hash).Select(known => known.CustomerId).Distinct().Take(10).ToListAsync(ct);
    }
}
