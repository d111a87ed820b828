using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;
using BookingPlatform.NoShow.Domain;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>
/// The key a business's hashes are made with. It is kept encrypted, and is another in every business, so nobody can look up a telephone number
/// in a copied table, nor tell that two businesses block the same person.
/// </summary>
internal sealed class BlockSecret(NoShowDb db, IDataProtectionProvider protection, Work work)
{
    private const string Purpose = "BookingPlatform.NoShow";
    private const int Bytes = 32;
    private byte[]? key;

    /// <summary>The key, made with the first block; the caller saves. Null when the installation's own keys are gone.</summary>
    public async Task<byte[]?> Make(CancellationToken ct)
    {
        var settings = await db.Settings.FirstOrDefaultAsync(ct) ?? db.Settings.Add(new NoShowSettings { Version = 1 }).Entity;
        if (settings.ProtectedSecret is null)
            settings.ProtectedSecret = Convert.ToBase64String(Protector().Protect(RandomNumberGenerator.GetBytes(Bytes)));
        return key ??= Open(settings.ProtectedSecret);
    }

    /// <summary>The key; null where nobody was ever blocked.</summary>
    public async Task<byte[]?> Find(CancellationToken ct)
    {
        if (key is null && await db.Settings.AsNoTracking().Select(settings => settings.ProtectedSecret).FirstOrDefaultAsync(ct) is { } kept)
            key = Open(kept);
        return key;
    }

    public static string Hash(byte[] key, SignalKind kind, string value) =>
        Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{value}")));

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

    private IDataProtector Protector() => protection.CreateProtector(Purpose, work.BusinessId.ToString("N"));
}
