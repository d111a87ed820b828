using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
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
        services.AddScoped<ChangeSettings>().AddScoped<Evidence>().AddScoped<MarkNoShow>().AddScoped<UndoNoShow>().AddScoped<INoShowDesk, NoShowDesk>();
        services.AddScoped<BlockQuestion>().AddScoped<BlockSecret>().AddScoped<BlockBook>().AddScoped<IOnlineGate, OnlineGate>().AddScoped<ICustomerMarks, CustomerMarks>();
        services.AddScoped<BlockOnline>().AddScoped<ComingOnline>().AddScoped<DecideBookings>().AddScoped<AskApproval>();
        services.Listen<CustomerChanged, FollowBlocked>().Listen<CustomerDeleted, FollowBlocked>().Listen<BookingAssigned, FollowBlocked>();
        RiskRegistration.Add(services);
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        ChangeSettings.Map(api);
        MarkNoShow.Map(api);
        UndoNoShow.Map(api);
        BlockOnline.Map(api);
        DecideBookings.Map(api);
        AskApproval.Map(api);
        RiskRegistration.Map(api);
    }

    public void MapDownloads(IEndpointRouteBuilder pages) => RiskRegistration.MapDownloads(pages);
}
