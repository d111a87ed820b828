using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Kernel.Passkeys;

/// <summary>Where passkeys of one kind of people are kept.</summary>
/// <param name="Whose">Of staff, or of the guests of one business: what was asked of one is not answered by another.</param>
/// <param name="Rows">The table.</param>
public sealed record PasskeyBook(string Whose, IQueryable<StoredPasskey> Rows)
{
    internal async Task<IReadOnlyList<StoredPasskey>> Of(Guid owner, CancellationToken ct) => await Rows.AsNoTracking().Where(row => row.OwnerId == owner).ToListAsync(ct);

    internal Task<StoredPasskey?> Find(byte[] credentialId, CancellationToken ct)
    {
        var hash = StoredPasskey.HashOf(credentialId);
        return Rows.AsNoTracking().SingleOrDefaultAsync(row => row.Hash == hash, ct);
    }
}
