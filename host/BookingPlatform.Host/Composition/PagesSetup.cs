using System.Text.Encodings.Web;
using System.Text.Unicode;
using BookingPlatform.Host.Operations;
using BookingPlatform.Host.Pages;
using BookingPlatform.Host.Search;
using Microsoft.Extensions.WebEncoders;

namespace BookingPlatform.Host;

/// <summary>The dashboard: static server-rendered components of the host and of every module.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Names and texts in any script go out as they are, not as a row of numbers.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services.AddSearch().AddOperations();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorComponents<App>().AddAdditionalAssemblies(Modules.Pages);
        foreach (var module in Modules.All)
            module.MapDownloads(app);
    }
}
