using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace BookingPlatform.Platform.Tests.Accounts;

/// <summary>A real OpenID Connect provider on a socket, with keys of its own: description, keys, authorisation with PKCE, tokens. Whoever comes is the one person it knows.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "booking-platform";
    public const string ClientSecret = "a-secret-of-both-sides-0123456789";
    private static readonly HttpClient Browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> codes = [];
    private static readonly RSA Own = RSA.Create(2048);
    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    public string Issuer { get; private set; } = "";

    public RSA Key { get; set; } = Own;

    /// <summary>What it says of the person.</summary>
    public Dictionary<string, object> Person { get; private set; } = new() { ["sub"] = $"sub-{Guid.NewGuid():N}", ["name"] = "Ines Invited", ["email_verified"] = true };

    /// <summary>Spoils the token just before it is signed.</summary>
    public Action<Dictionary<string, object>> Spoil { get; set; } = _ => { };

    /// <summary>Redeems no code.</summary>
    public bool Refuses { get; set; }

    /// <summary>How the token is signed: header's algorithm, and the signature over the text.</summary>
    public (string Algorithm, Func<byte[], byte[]> Sign)? Signing { get; set; }

    public static async Task<IdentityProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new IdentityProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        provider.Issuer = provider.app.Urls.First();
        return provider;
    }

    /// <summary>In order again, and another account of the same person.</summary>
    public void Mend(string email) => (Person, Spoil, Signing, Key, Refuses) =
        (new() { ["sub"] = Guid.NewGuid().ToString(), ["name"] = "Ines Invited", ["email"] = email, ["email_verified"] = true }, _ => { }, null, Own, false);

    /// <summary>The person's browser goes there and is sent back.</summary>
    /// <returns>Path and query of the way back.</returns>
    public static async Task<Uri> Visit(string address)
    {
        using var answer = await Browser.GetAsync(new Uri(address));
        return answer.Headers.Location ?? throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        var known = Own.ExportParameters(false);
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "one", alg = "RS256", n = WebEncoders.Base64UrlEncode(known.Modulus!), e = WebEncoders.Base64UrlEncode(known.Exponent!) } } }));
        app.MapGet("/authorize", Authorise);
        app.MapPost("/token", Redeem);
    }

    private IResult Authorise(HttpRequest request)
    {
        var asked = request.Query;
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256" || !asked["scope"].ToString().Split(' ').Contains("openid"))
            return Results.BadRequest(request.QueryString.Value);
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (asked["code_challenge"]!, asked["nonce"]!, asked["redirect_uri"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }));
    }

    /// <summary>A code is good once, with the secret, the address it was sent to, and what proves that it is the same client.</summary>
    private async Task<IResult> Redeem(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var isProved = codes.TryRemove(form["code"].ToString(), out var asked) && !Refuses
            && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge
            && form["client_id"] == ClientId && form["client_secret"] == ClientSecret && form["redirect_uri"] == asked.RedirectUri && form["grant_type"] == "authorization_code";
        return isProved
            ? Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 300, id_token = Token(asked.Nonce) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
    }

    private string Token(string nonce)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Person) { ["iss"] = Issuer, ["aud"] = ClientId, ["nonce"] = nonce, ["iat"] = now, ["exp"] = now + 300 };
        Spoil(claims);
        var (algorithm, sign) = Signing ?? ("RS256", text => Key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var text = $"{Part(new { alg = algorithm, typ = "JWT", kid = "one" })}.{Part(claims)}";
        return $"{text}.{WebEncoders.Base64UrlEncode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(object value) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));
}
