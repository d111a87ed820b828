using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingPlatform.Kernel.Passkeys;

/// <summary>The public half of a passkey. The private half never leaves the person's device or password manager, so what is stored here opens nothing.</summary>
public abstract class StoredPasskey
{
    public const int LongestName = 100;
    private const int LongestId = 1023;
    private const int LongestKey = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Whose it is.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>What its owner calls it: "Chrome on Windows".</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of its id: an id may have more bytes than an index takes.</summary>
    public string Hash { get; private set; } = "";

    public byte[] CredentialId { get; private set; } = [];

    public byte[] PublicKey { get; private set; } = [];

    /// <summary>As the device counts its signatures; many always say 0.</summary>
    public long SignCount { get; private set; }

    /// <summary>How the browser reaches it, separated by spaces: "internal hybrid".</summary>
    public string Transports { get; private set; } = "";

    /// <summary>A password manager keeps it and may bring it to further devices.</summary>
    public bool IsBackupEligible { get; private set; }

    public bool IsBackedUp { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    public DateTime? UsedAtUtc { get; private set; }

    /// <summary>When the question was asked that it answered last: it answers later ones only, so none twice.</summary>
    public DateTime AskedAtUtc { get; private set; }

    internal static T Of<T>(Guid owner, UserPasskeyInfo made, string name, DateTime askedAt, DateTime now) where T : StoredPasskey, new() => new()
    {
        OwnerId = owner,
        Name = name,
        Hash = HashOf(made.CredentialId),
        CredentialId = made.CredentialId,
        PublicKey = made.PublicKey,
        SignCount = made.SignCount,
        Transports = string.Join(' ', made.Transports ?? []),
        IsBackupEligible = made.IsBackupEligible,
        IsBackedUp = made.IsBackedUp,
        MadeAtUtc = now,
        AskedAtUtc = askedAt,
    };

    internal static string HashOf(byte[] credentialId) => Convert.ToHexString(SHA256.HashData(credentialId));

    internal UserPasskeyInfo ToInfo() => new(
        CredentialId, PublicKey, MadeAtUtc, (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, IsBackupEligible, IsBackedUp, [], []);

    /// <summary>The same columns wherever passkeys are kept.</summary>
    public static void Shape<T>(EntityTypeBuilder<T> row) where T : StoredPasskey
    {
        ArgumentNullException.ThrowIfNull(row);
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Name).HasMaxLength(LongestName);
        row.Property(x => x.Hash).HasMaxLength(64);
        row.Property(x => x.CredentialId).HasMaxLength(LongestId);
        row.Property(x => x.PublicKey).HasMaxLength(LongestKey);
    }
}
