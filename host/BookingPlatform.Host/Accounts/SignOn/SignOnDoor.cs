using System.Text.Encodings.Web;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Host.Accounts.SignOn;

/// <summary>
/// Sends people to their business's identity provider and takes them back: the framework's own OpenID Connect handler, made for one request with the settings of one business.
/// What lies between the two requests is in encrypted cookies and in the state, so they may meet different nodes.
/// </summary>
internal sealed class SignOnDoor(SignOnOptions options, ILoggerFactory logs)
{
    public const string Prefix = "/sign-in/with";
    private readonly ILogger log = logs.CreateLogger<SignOnDoor>();

    /// <summary>Where people of that business begin.</summary>
    public static string At(string slug) => $"{Prefix}/{slug}";

    /// <summary>GET, because a form that ends at another site is what the content policy forbids; going there changes nothing here.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Prefix + "/{slug}/go", (string slug, string? returnUrl, HttpContext http, SignOnDoor door) => door.Leave(slug, returnUrl, http)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Prefix + "/{slug}/back", (string slug, HttpContext http, SignOnDoor door) => door.Return(slug, http)).AllowAnonymous().ExcludeFromDescription();
    }

    private async Task Leave(string slug, string? returnUrl, HttpContext http)
    {
        if (await Handler(slug, http) is not { } handler)
            return;
        try
        {
            await handler.ChallengeAsync(new AuthenticationProperties { RedirectUri = returnUrl is not null && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/" });
        }
        catch (Exception e) when (SignOnFailures.IsOutside(e))
        {
            log.LogWarning(e, "The identity provider of {Business} could not be asked", slug);
            SignOnFailures.Tell(http, slug, SignOnFailures.Down);
        }
    }

    private async Task Return(string slug, HttpContext http)
    {
        if (await Handler(slug, http) is { } handler && !await handler.HandleRequestAsync())
            SignOnFailures.Tell(http, slug, SignOnFailures.Elsewhere);
    }

    /// <summary>Null, and answered, where there is no such way in.</summary>
    private async Task<OpenIdConnectHandler?> Handler(string slug, HttpContext http)
    {
        if (await Find(slug, http) is not { } found)
        {
            http.Response.Redirect(Prefix);
            return null;
        }
        var handler = new OpenIdConnectHandler(new OptionsOfOne(options.For(found.Business, found.Settings)), logs, HtmlEncoder.Default, UrlEncoder.Default);
        await handler.InitializeAsync(new AuthenticationScheme(SignOnOptions.Scheme(found.Business), null, typeof(OpenIdConnectHandler)), http);
        return handler;
    }

    public static async Task<(Business Business, SignOnSettings Settings)?> Find(string slug, HttpContext http)
    {
        var (businesses, db) = (http.RequestServices.GetRequiredService<IBusinesses>(), http.RequestServices.GetRequiredService<AccountsDb>());
        return (await businesses.All(http.RequestAborted)).FirstOrDefault(business => business.Slug == slug) is { } found
            && await db.SignOns.AcrossBusinesses().AsNoTracking().SingleOrDefaultAsync(row => row.BusinessId == found.Id, http.RequestAborted) is { } settings ? (found, settings) : null;
    }

    private sealed class OptionsOfOne(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
