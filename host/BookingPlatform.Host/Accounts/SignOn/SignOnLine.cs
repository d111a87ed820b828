using System.Text;
using BookingPlatform.Kernel.Outgoing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>How identity providers are called, and the secrets they know us by. The address of a provider is typed by a business: it may lead nowhere inside.</summary>
internal sealed class SignOnLine : IDisposable
{
    private readonly OutgoingHttp outgoing;
    private readonly IDataProtector protector;

    public SignOnLine(IConfiguration configuration, IDataProtectionProvider protection)
    {
        AllowsPrivate = configuration.GetValue<bool>("SignOn:AllowPrivateNetworks");
        outgoing = new OutgoingHttp(AllowsPrivate);
        protector = protection.CreateProtector("sign-on-secret");
        Http = new HttpClient(outgoing.Handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 512 * 1024 };
    }

    /// <summary>Set by the operator: providers inside the house, and over plain HTTP.</summary>
    public bool AllowsPrivate { get; }

    public HttpClient Http { get; }

    public string Protect(string secret) => Convert.ToBase64String(protector.Protect(Encoding.UTF8.GetBytes(secret)));

    public string Read(SignOnSettings settings) => Encoding.UTF8.GetString(protector.Unprotect(Convert.FromBase64String(settings.ProtectedSecret)));

    /// <summary>What is wrong with an issuer as it was typed, in words; null when its description was found and is its own.</summary>
    public async Task<string?> Fault(Uri issuer, string typed, CancellationToken ct)
    {
        if (outgoing.Forbids(issuer))
            return "This address lies in a private network. The operator of this platform has to allow that (SignOn__AllowPrivateNetworks).";
        try
        {
            var retriever = new HttpDocumentRetriever(Http) { RequireHttps = !AllowsPrivate };
            var found = await OpenIdConnectConfigurationRetriever.GetAsync($"{typed.TrimEnd('/')}/.well-known/openid-configuration", retriever, ct);
            return found.Issuer != typed ? $"The provider there calls itself “{found.Issuer}”. Type exactly that."
                : found.SigningKeys.Count == 0 || string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint) ? "The provider's description lacks keys or addresses." : null;
        }
        catch (Exception e) when (SignOnFailures.IsOutside(e))
        {
            return "No identity provider answers there. Check the address.";
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        outgoing.Dispose();
    }
}
