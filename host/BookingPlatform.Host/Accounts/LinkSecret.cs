using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Host.Accounts;

/// <summary>The secret in a link that works once: 256 random bits, kept only as SHA-256.</summary>
internal static class LinkSecret
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
