using System.Collections.Concurrent;
using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>The handler's options for each business, kept while its settings stand: with them the provider's keys, which are fetched once.</summary>
internal sealed class SignOnOptions(IDataProtectionProvider protection, SignOnLine line, IConfiguration configuration)
{
    /// <summary>Signed with the provider's private key: neither "none", nor a secret that both sides know.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    private readonly ConcurrentDictionary<Guid, (SignOnSettings Of, string Slug, OpenIdConnectOptions Options)> made = [];

    public static string Scheme(Business business) => $"sign-on-{business.Id:N}";

    public string? CallbackOf(Business business) => configuration["Web:PublicAddress"] is { Length: > 0 } address ? address.TrimEnd('/') + Path(business) : null;

    private static string Path(Business business) => $"{SignOnDoor.At(business.Slug)}/back";

    public OpenIdConnectOptions For(Business business, SignOnSettings settings)
    {
        if (made.TryGetValue(business.Id, out var known) && (known.Of.Id, known.Of.Version, known.Slug) == (settings.Id, settings.Version, business.Slug))
            return known.Options;
        var options = Make(business, settings);
        made[business.Id] = (settings, business.Slug, options);
        return options;
    }

    private OpenIdConnectOptions Make(Business business, SignOnSettings settings)
    {
        var options = new OpenIdConnectOptions
        {
            Authority = settings.Issuer,
            ClientId = settings.ClientId,
            ClientSecret = line.Read(settings),
            CallbackPath = Path(business),
            ResponseType = OpenIdConnectResponseType.Code,
            // By query and not by form: the way back is then a link, with which the browser sends cookies that are not for other sites.
            ResponseMode = OpenIdConnectResponseMode.Query,
            UsePkce = true,
            MapInboundClaims = false,
            GetClaimsFromUserInfoEndpoint = false,
            DisableTelemetry = true,
            RequireHttpsMetadata = !line.AllowsPrivate,
            Backchannel = line.Http,
            SignInScheme = IdentityConstants.ApplicationScheme,
            TokenValidationParameters = Checks(settings),
            Events = Events(business, settings),
        };
        options.Scope.Add("email");
        options.ClaimActions.Clear();
        options.CorrelationCookie = new GuardedCookie(options.CorrelationCookie);
        options.NonceCookie = new GuardedCookie(options.NonceCookie);
        new OpenIdConnectPostConfigureOptions(protection).PostConfigure(Scheme(business), options);
        return options;
    }

    /// <summary>The issuer is the one that was typed, whatever the provider's description says of itself.</summary>
    private static TokenValidationParameters Checks(SignOnSettings settings) => new()
    {
        ValidAlgorithms = Algorithms,
        ValidAudience = settings.ClientId,
        ClockSkew = TimeSpan.FromMinutes(1),
        IssuerValidator = (issuer, _, _) => issuer == settings.Issuer ? issuer : throw new SecurityTokenInvalidIssuerException("The token is of another issuer.") { InvalidIssuer = issuer },
    };

    private OpenIdConnectEvents Events(Business business, SignOnSettings settings) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            // Never from the host that the request claimed to be for.
            context.ProtocolMessage.RedirectUri = CallbackOf(business) ?? context.ProtocolMessage.RedirectUri;
            return Task.CompletedTask;
        },
        OnTokenValidated = context =>
        {
            // The framework takes an unsigned token where it was fetched over TLS. Here every one is signed.
            if (!Algorithms.Contains(context.SecurityToken.SignatureAlgorithm))
                context.Fail(new SecurityTokenInvalidSignatureException($"The token is signed with “{context.SecurityToken.SignatureAlgorithm}”."));
            return Task.CompletedTask;
        },
        OnAccessDenied = context =>
        {
            SignOnFailures.Tell(context.HttpContext, business.Slug, SignOnFailures.Declined);
            context.HandleResponse();
            return Task.CompletedTask;
        },
        OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<SignOnDoor>>().LogWarning(context.Failure, "Signing in by the provider of {Business} failed", business.Slug);
            SignOnFailures.Tell(context.HttpContext, business.Slug, SignOnFailures.CodeOf(context.Failure));
            context.HandleResponse();
            return Task.CompletedTask;
        },
        OnTicketReceived = context => Receive(context, business, settings),
    };

    private static async Task Receive(TicketReceivedContext context, Business business, SignOnSettings settings)
    {
        var http = context.HttpContext;
        var answer = await http.RequestServices.GetRequiredService<SignInBySignOn>().Handle(business, settings, ToldPerson.Of(context.Principal!), http.RequestAborted);
        var onward = context.ReturnUri ?? "/";
        if (answer.Refusal is { } refusal)
            SignOnFailures.Tell(http, business.Slug, refusal.Code);
        else
            http.Response.Redirect(answer.Value.NeedsCode ? QueryHelpers.AddQueryString("/sign-in/code", "returnUrl", onward) : onward);
        context.HandleResponse();
    }

    /// <summary>As the cookie of who is signed in: over plain HTTP only on this machine.</summary>
    private sealed class GuardedCookie : CookieBuilder
    {
        private readonly CookieBuilder inner;

        public GuardedCookie(CookieBuilder inner) => (this.inner, Name) = (inner, inner.Name);

        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = inner.Build(context, expiresFrom);
            (options.SameSite, options.Secure) = (SameSiteMode.Lax, HostCookies.IsSecure(context));
            return options;
        }
    }
}
