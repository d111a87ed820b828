using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.NoShow;

/// <summary>The one public door of NoShow.</summary>
public sealed class NoShowModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<NoShowDb>("noshow");
        services.AddScoped<ChangeSettings>();
        RiskRegistration.Add(services);
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        ChangeSettings.Map(api);
        RiskRegistration.Map(api);
    }

    public void MapDownloads(IEndpointRouteBuilder pages) => RiskRegistration.MapDownloads(pages);
}
