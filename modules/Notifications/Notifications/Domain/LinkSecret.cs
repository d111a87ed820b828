using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Notifications.Domain;

/// <summary>What a link proves its owner by: 256 random bits. Only the hash is ever stored; with that many bits it needs no salt and no slow hash.</summary>
internal sealed record LinkSecret
{
    private const int Bytes = 32;

    private LinkSecret(string text) => Text = text;

    /// <summary>As it stands in the link, base64url.</summary>
    public string Text { get; }

    public string Hash => HashOf(Text);

    public static LinkSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A record would print its members; this one keeps silent.</summary>
    public override string ToString() => nameof(LinkSecret);
}
