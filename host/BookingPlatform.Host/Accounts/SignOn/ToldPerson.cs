using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>Whom an identity provider says it has recognised; its token has been checked.</summary>
/// <param name="Key">Issuer and subject, the only two that name a person for good, as one hash.</param>
/// <param name="Email">Only an address the provider vouches for.</param>
/// <param name="IsTwoStep">The provider says that it asked for more than a password.</param>
internal sealed record ToldPerson(string Key, string? Email, string? Name, bool IsTwoStep)
{
    // RFC 8176, and OpenID Connect Extended Authentication Profile.
    private const string ManyFactors = "mfa";
    private static readonly string[] Strong = ["phr", "phrh", "http://schemas.openid.net/pape/policies/2007/06/multi-factor"];

    public static ToldPerson Of(ClaimsPrincipal person)
    {
        var vouched = string.Equals(person.FindFirstValue("email_verified"), bool.TrueString, StringComparison.OrdinalIgnoreCase);
        return new(
            KeyOf(person.FindFirstValue("iss")!, person.FindFirstValue("sub")!),
            vouched ? person.FindFirstValue("email")?.Trim() : null,
            person.FindFirstValue("name"),
            person.HasClaim("amr", ManyFactors) || Strong.Any(level => person.HasClaim("acr", level)));
    }

    public static string KeyOf(string issuer, string subject) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));
}
