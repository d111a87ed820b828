using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Advertising;

/// <summary>
/// Names an address by a keyed hash. The key is another in every business and kept encrypted, so a copied table tells nobody who said no, nor that two businesses know the same person.
/// </summary>
internal sealed class AddressHashes(NotificationsDb db, IDataProtectionProvider protection, Work work)
{
    private byte[]? key;

    /// <summary>Null where nobody ever said no, or the installation's own keys are gone.</summary>
    public async Task<string?> Find(string address, CancellationToken ct) => (await FindMany([address], ct)).GetValueOrDefault(address);

    public async Task<IReadOnlyDictionary<string, string>> FindMany(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        if (key is null && await db.AddressSecrets.AsNoTracking().SingleOrDefaultAsync(ct) is { } kept)
            key = Open(kept.Protected);
        return key is null ? new Dictionary<string, string>() : addresses.Distinct().ToDictionary(address => address, address => Hash(key, address));
    }

    /// <summary>Makes the key where there is none yet; the caller saves.</summary>
    public async Task<string?> Make(string address, CancellationToken ct)
    {
        if (await Find(address, ct) is { } known)
            return known;
        if (await db.AddressSecrets.AnyAsync(ct))
            return null;
        key = RandomNumberGenerator.GetBytes(32);
        db.AddressSecrets.Add(new AddressSecret { Protected = Convert.ToBase64String(Protector().Protect(key)) });
        return Hash(key, address);
    }

    private static string Hash(byte[] key, string address) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Suppression.KeyOf(address))));

    private byte[]? Open(string kept)
    {
        try
        {
            return Protector().Unprotect(Convert.FromBase64String(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector() => protection.CreateProtector("BookingPlatform.Notifications.OptOuts", work.BusinessId.ToString("N"));
}
