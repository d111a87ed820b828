using BookingPlatform.Host.Operations;
using BookingPlatform.Host.Pages;
using BookingPlatform.Host.Search;

namespace BookingPlatform.Host;

/// <summary>The dashboard: static server-rendered components of the host and of every module.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services.AddSearch().AddOperations();
    }

    public static void MapPages(this WebApplication app) =>
        app.MapRazorComponents<App>().AddAdditionalAssemblies(Modules.Pages);
}
