using BookingPlatform.Host.Accounts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
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
    public static IServiceCollection AddSecurity(this IServiceCollection services)
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
            .AddSignInManager()
            .AddClaimsPrincipalFactory<StaffClaimsFactory>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
            {
                cookie.LoginPath = "/sign-in";
                cookie.AccessDeniedPath = "/not-allowed";
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Cookie.Name = "staff";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(14);
                cookie.Events.OnRedirectToLogin = context =>
                {
                    context.Response.Redirect(QueryHelpers.AddQueryString(cookie.LoginPath, cookie.ReturnUrlParameter, Redirects.ReturnAddress(context.Request)));
                    return Task.CompletedTask;
                };
            }));
        services.AddSingleton<ApiKeyRing>().AddScoped<IClaimsTransformation, RoleRights>();
        services.AddAuthorizationBuilder().AddRights().SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());
        services.AddDataProtection().SetApplicationName("BookingPlatform");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new ProtectionKeyStore(provider.GetRequiredService<IServiceScopeFactory>())));
        return services;
    }

    /// <summary>One policy per right. Which scheme answers follows from the address: keys for the API, cookies for pages.</summary>
    private static AuthorizationBuilder AddRights(this AuthorizationBuilder authorization)
    {
        foreach (var right in Right.All)
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
