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
    }

    public void MapApi(IEndpointRouteBuilder api) => ChangeSettings.Map(api);
}
