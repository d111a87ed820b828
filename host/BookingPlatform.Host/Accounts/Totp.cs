using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Host.Accounts;

/// <summary>Time-based one-time passwords as every authenticator app makes them: RFC 6238 with SHA-1, six digits, thirty seconds.</summary>
internal static class Totp
{
    private const int SecondsPerStep = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 bits, as RFC 4226 recommends.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / SecondsPerStep;

    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // SHA-1, because many apps silently ignore the request for another; as a keyed hash it is not broken (RFC 6194).
        var hash = CryptographicOperations.HmacData(HashAlgorithmName.SHA1, secret, counter);
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is: the present one, or its neighbours, because clocks differ. Null when it is none of them.</summary>
    public static long? StepOf(byte[] secret, string typed, DateTime now)
    {
        var (present, given) = (StepAt(now), Encoding.UTF8.GetBytes(typed));
        foreach (var step in (long[])[present, present - 1, present + 1])
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), given))
                return step;
        return null;
    }

    /// <summary>As people type it into an app: base 32 (RFC 4648) without padding.</summary>
    public static string ToText(byte[] secret)
    {
        var (text, bits, held) = (new StringBuilder(), 0, 0);
        foreach (var part in secret)
        {
            (bits, held) = ((bits << 8) | part, held + 8);
            while (held >= 5)
                text.Append(Base32[(bits >> (held -= 5)) & 31]);
        }

        return held > 0 ? text.Append(Base32[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }
}
