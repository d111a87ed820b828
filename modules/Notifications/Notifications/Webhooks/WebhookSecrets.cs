using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace BookingPlatform.Notifications.Webhooks;

/// <summary>Secrets and signatures as the Standard Webhooks specification has them: HMAC-SHA256 over id, time and body, so that nobody else can send in our name or send an old one again.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const int Bytes = 32;
    private const string Prefix = "whsec_";

    /// <returns>The secret as it is shown once, and as it is kept.</returns>
    public (string Shown, byte[] Kept) New(Guid endpoint)
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        return (Prefix + Convert.ToBase64String(secret), For(endpoint).Protect(secret));
    }

    /// <summary>The header <c>webhook-signature</c>; while a secret is being changed, one signature for each.</summary>
    /// <exception cref="CryptographicException">The keys they were encrypted with are gone.</exception>
    public string Sign(WebhookEndpoint endpoint, Guid delivery, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{delivery:N}.{at.ToUnixTimeSeconds()}.{body}"));
        var secrets = endpoint.OldSecretCounts(at.UtcDateTime) ? [endpoint.Secret, endpoint.OldSecret!] : new[] { endpoint.Secret };
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(For(endpoint.Id).Unprotect(secret), signed))}"));
    }

    private IDataProtector For(Guid endpoint) => protection.CreateProtector("BookingPlatform.Notifications.Webhooks", endpoint.ToString("N"));
}
