using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Kernel.Web;

/// <summary>The one public door of a module; the host lists them in order, upstream first.</summary>
public interface IModule
{
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps the module's part of <c>/api/v1</c>. Every endpoint names the right it needs.</summary>
    void MapApi(IEndpointRouteBuilder api);

    /// <summary>Maps the module's part of <c>/g/{slug}</c>, the guests' side of one business. Nobody is signed in there: every answer is for strangers.</summary>
    void MapGuests(IEndpointRouteBuilder guests)
    {
    }

    /// <summary>Maps what pages link to and is no page itself: files to download. Each names the right it needs.</summary>
    void MapDownloads(IEndpointRouteBuilder pages)
    {
    }

    /// <summary>Where the module's pages are.</summary>
    Assembly Pages => GetType().Assembly;
}
