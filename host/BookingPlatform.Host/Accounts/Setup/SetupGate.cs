using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts.Setup;

/// <summary>Knows whether the installation has a business; once it has, it never asks the database again.</summary>
internal sealed class SetupGate(IServiceScopeFactory scopes, SetupCode code)
{
    private volatile bool hasBusiness;

    public async ValueTask<bool> IsOpen(CancellationToken ct)
    {
        if (hasBusiness)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        hasBusiness = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Businesses.AnyAsync(ct);
        if (!hasBusiness)
            code.Announce();
        return !hasBusiness;
    }
}

internal static class SetupGateRouting
{
    /// <summary>While there is no business, every page is the set-up; afterwards there is no set-up any more.</summary>
    public static void UseSetupGate(this WebApplication app) => app.UseWhen(IsPage, pages => pages.Use(async (http, next) =>
    {
        if (await http.RequestServices.GetRequiredService<SetupGate>().IsOpen(http.RequestAborted) == IsSetup(http))
            await next(http);
        else
            http.Response.Redirect(IsSetup(http) ? "/" : "/setup");
    }));

    private static bool IsSetup(HttpContext http) => http.Request.Path == "/setup";

    private static bool IsPage(HttpContext http) => !Api.IsApi(http.Request)
        && http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null
        && !http.Request.Path.StartsWithSegments("/error");
}
