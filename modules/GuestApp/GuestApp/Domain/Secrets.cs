using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.GuestApp.Domain;

/// <summary>What guests prove things by, and the hashes that are kept of it.</summary>
internal static class Secrets
{
    private const int TokenBytes = 32;
    private const int Rounds = 100_000;

    /// <summary>256 random bits as base64url, for links and sessions.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>With that many bits it needs no salt and no slow hash.</summary>
    public static string HashToken(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static string NewDigits() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What is short enough to type is short enough to guess from a copied table, so its hash is slow on purpose (PBKDF2).</summary>
    /// <param name="code">Digits or Crockford characters, as <see cref="Typed"/> reads them.</param>
    /// <param name="salt">The row or the business it belongs to.</param>
    public static string HashCode(string code, Guid salt) =>
        Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt.ToByteArray(bigEndian: true), Rounds, HashAlgorithmName.SHA256, 32));

    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    /// <summary>A code as people type it: with spaces or dashes, small letters, and the letters that look like digits.</summary>
    public static string Typed(string? code) => string.Concat((code ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant()
        .Where(char.IsAsciiLetterOrDigit).Take(40).Select(sign => sign switch { 'O' => '0', 'I' or 'L' => '1', _ => sign }));
}
