using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Blocking;
using BookingPlatform.NoShow.Features;
using BookingPlatform.NoShow.Pages;
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
        services.AddScoped<BlockQuestion>().AddScoped<BlockSecret>().AddScoped<BlockBook>().AddScoped<IOnlineGate, OnlineGate>().AddScoped<IOnlineDoubt, OnlineDoubt>().AddScoped<IMergeParticipant, MergeBlocks>().AddScoped<ICustomerMarks, CustomerMarks>();
        services.AddScoped<BlockOnline>().AddScoped<ComingOnline>().AddScoped<DecideBookings>().AddScoped<AskApproval>().AddScoped<Likenesses>().AddScoped<BlockAgain>();
        services.AddScoped<DetectInBusiness>().AddJob<DetectNoShows>(DetectNoShows.Name, "Find guests who did not come", Schedule.Every(TimeSpan.FromMinutes(5)));
        services.AddJob<ForgetBlockKeys>(ForgetBlockKeys.Name, "Forget what lifted blocks recognised", Schedule.Nightly(new TimeOnly(3, 35)));
        AddPages(services);
        services.Listen<CustomerChanged, FollowBlocked>().Listen<CustomerDeleted, FollowBlocked>().Listen<BookingAssigned, FollowBlocked>();
        RiskRegistration.Add(services);
    }

    private static void AddPages(IServiceCollection services) => services
        .AddSingleton<ICustomerPanel, NoShowPanel>()
        .AddSingleton<IGuestWarning, NoShowWarning>()
        .AddSettingsLink(new(33, "No-shows", "What follows when somebody does not come", "user-x", "/settings/no-shows", Right.ManageSettings))
        .AddReportLink(new(10, "No-shows", "Requests to block", "Whom the front desk asks to block from booking online", "ban", "/customers/block-requests", Right.BlockCustomers));

    public void MapApi(IEndpointRouteBuilder api)
    {
        ChangeSettings.Map(api);
        MarkNoShow.Map(api);
        UndoNoShow.Map(api);
        BlockOnline.Map(api);
        DecideBookings.Map(api);
        AskApproval.Map(api);
        RiskRegistration.Map(api);
        BlockAgain.Map(api);
    }

    public void MapDownloads(IEndpointRouteBuilder pages) => RiskRegistration.MapDownloads(pages);
}
