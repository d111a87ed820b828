using System.Security.Cryptography.X509Certificates;
using BookingPlatform.Host.Accounts;
using BookingPlatform.Host.Demo;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Host;

/// <summary>Who gets in: staff by cookie to the pages, programs by key to the API. Everything is closed unless it says otherwise.</summary>
internal static class Security
{
    /// <summary>The policy of pages for whoever is signed in, also an operator of the installation, who belongs to no business.</summary>
    public const string SignedIn = "signed-in";

    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<Staff>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireDigit = false;
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<UserOnlyStore<Staff, AccountsDb, Guid, StaffClaim, StaffLogin, StaffToken>>()
            .AddSignInManager();
        // The demo's password stands in its documentation; nobody outside this machine reaches it.
        if (!configuration.GetValue<bool>(DemoMode.Setting))
            services.AddScoped<IPasswordValidator<Staff>, EasyPasswords>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddIdentityCookies(cookies =>
            {
                cookies.ApplicationCookie!.Configure(cookie =>
                {
                    Shape(cookie, "staff", TimeSpan.FromHours(14));
                    cookie.Events.OnValidatePrincipal = SessionRing.Validate;
                });
                cookies.TwoFactorUserIdCookie!.Configure(cookie => Shape(cookie, "staff-code", TimeSpan.FromMinutes(5)));
            });
        services.AddSingleton<ApiKeyRing>().AddSingleton<SessionRing>();
        services.AddAuthorizationBuilder().AddRights().SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireClaim(StaffClaims.Business).Build());
        services.AddDataProtection().SetApplicationName("BookingPlatform").Encrypted(configuration);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new ProtectionKeyStore(provider.GetRequiredService<IServiceScopeFactory>())));
        return services;
    }

    /// <summary>The keys lie in the database. With a certificate, they lie there encrypted: whoever has a copy of the database alone reads no secret and forges no cookie.</summary>
    private static void Encrypted(this IDataProtectionBuilder protection, IConfiguration configuration)
    {
        if (configuration["Security:CertificatePath"] is not { Length: > 0 } path)
            return;
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration["Security:CertificatePassword"]);
        protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
    }

    private static void Shape(CookieAuthenticationOptions cookie, string name, TimeSpan lasts)
    {
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/not-allowed";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.CookieManager = new HostCookies();
        cookie.ExpireTimeSpan = lasts;
        cookie.Events.OnRedirectToLogin = context =>
        {
            context.Response.Redirect(QueryHelpers.AddQueryString(cookie.LoginPath, cookie.ReturnUrlParameter, Redirects.ReturnAddress(context.Request)));
            return Task.CompletedTask;
        };
    }

    /// <summary>One policy per right. Which scheme answers follows from the address: keys for the API, cookies for pages.</summary>
    private static AuthorizationBuilder AddRights(this AuthorizationBuilder authorization)
    {
        authorization.AddPolicy(SignedIn, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser());
        foreach (var right in Right.All.Append(Right.RunInstallation))
            authorization.AddPolicy(right, policy => policy.RequireAuthenticatedUser().RequireClaim(Right.Claim, right));
        return authorization;
    }

    /// <summary>The API answers to keys only: a cookie sent along by a browser opens nothing there.</summary>
    public static RouteGroupBuilder MapApiGroup(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/v1").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = ApiKeyScheme.Name });

    /// <summary>The guests' side: open to everybody, of a business that there is.</summary>
    public static RouteGroupBuilder MapGuestGroup(this IEndpointRouteBuilder routes)
    {
        var guests = routes.MapGroup(GuestSide.Prefix + "/{slug}").AllowAnonymous();
        guests.AddEndpointFilter((call, next) => call.HttpContext.RequestServices.GetRequiredService<Work>().BusinessId == Guid.Empty
            ? ValueTask.FromResult<object?>(Refusal.NotFound("business").ToProblem())
            : next(call));
        return guests;
    }

    /// <summary>Authenticates API requests before the Work learns who acts.</summary>
    public static IApplicationBuilder UseActor(this IApplicationBuilder app) => app
        .UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.Use(async (http, next) =>
        {
            var found = await http.AuthenticateAsync(ApiKeyScheme.Name);
            http.User = found.Principal ?? new System.Security.Claims.ClaimsPrincipal();
            await (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null ? next(http) : AnswerNoEndpoint(http, found));
        }))
        .UseMiddleware<ActorMiddleware>()
        .UseWhen(http => http.Request.Path.StartsWithSegments(GuestSide.Prefix) && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null, guests => guests.Run(AnswerNoGuestEndpoint));

    /// <summary>Guests are not asked to sign in as staff for an address that is not there.</summary>
    private static Task AnswerNoGuestEndpoint(HttpContext http)
    {
        if (http.GetEndpoint()?.RequestDelegate is { } refuse)
            return refuse(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>An unknown address, or routing's own 405 and 415: told to those with a key only.</summary>
    private static Task AnswerNoEndpoint(HttpContext http, AuthenticateResult found) =>
        !found.Succeeded ? http.ChallengeAsync(ApiKeyScheme.Name)
        : http.GetEndpoint()?.RequestDelegate is { } refuse ? refuse(http)
        : Problems.NothingHere(http);
}
