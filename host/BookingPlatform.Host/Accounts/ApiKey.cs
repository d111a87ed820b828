using System.Security.Cryptography;
using System.Text;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

/// <summary>A program's key to the API of one business. Only its SHA-256 is kept: keys are long and random, so a slow hash would add nothing.</summary>
internal sealed class ApiKey : IBelongToBusiness
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    public required string Name { get; init; }

    public required string Hash { get; init; }

    /// <summary>What the key may do, separated by spaces.</summary>
    public required string Rights { get; init; }

    public required DateTime CreatedAtUtc { get; init; }

    public DateTime? ExpiresAtUtc { get; init; }

    public DateTime? RevokedAtUtc { get; set; }

    /// <summary>To the hour, so that using a key costs no write each time.</summary>
    public DateTime? LastUsedAtUtc { get; init; }

    public static string NewSecret() => "bp_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
