using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Sync.Pages;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Outgoing;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BookingPlatform.Connectors.Sync;

/// <summary>Keeps hotel systems in step with the customers: connections, links and the queue of what is still to be told.</summary>
public sealed class SyncModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SyncSettings>(configuration.GetSection("Connectors"));
        services.AddModuleDb<SyncDb>("sync");
        AddConnectors(services);
        AddQueue(services);
        AddFeatures(services);
        AddPages(services);
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        ListConnections.Map(api);
        AddConnection.Map(api);
        ChangeConnection.Map(api);
        TestConnection.Map(api);
        PauseConnection.Map(api);
        RemoveConnection.Map(api);
        ListOperations.Map(api);
        RetryOperations.Map(api);
        LinkGuest.Map(api);
        ListLinks.Map(api);
    }

    private static void AddFeatures(IServiceCollection services) => services
        .AddScoped<ListConnections>()
        .AddScoped<AddConnection>()
        .AddScoped<ChangeConnection>()
        .AddScoped<TestConnection>()
        .AddScoped<PauseConnection>()
        .AddScoped<RemoveConnection>()
        .AddScoped<ListOperations>()
        .AddScoped<RetryOperations>()
        .AddScoped<LinkGuest>()
        .AddScoped<ListLinks>();

    private static void AddPages(IServiceCollection services) => services
        .AddScoped<CustomerStanding>()
        .AddScoped<StuckCustomers>()
        .AddScoped<IFollowCustomer, ProfilesFollow>()
        .AddScoped<IMergeParticipant, MergeProfiles>()
        .AddScoped<ICustomerPanel, CustomerHotelSystems>()
        .AddScoped<IOperationsPanel, HotelSystemOperations>()
        .AddSettingsLink(new SettingsLink(40, "Connections", "Hotel systems and their state", "plug-connected", "/settings/connections", Right.ManageSettings));

    private static void AddConnectors(IServiceCollection services)
    {
        services.TryAddSingleton(new ConnectorCatalog([], []));
        services
            .AddSingleton(all => new OutgoingHttp(all.GetRequiredService<IOptions<SyncSettings>>().Value.AllowPrivateNetworks))
            .AddSingleton<SettingsVault>()
            .AddSingleton<SettingsCheck>()
            .AddSingleton<TurnGates>()
            .AddSingleton<ConnectorPool>();
    }

    private static void AddQueue(IServiceCollection services) => services
        .AddScoped<PushQueue>()
        .AddScoped<ConnectionDesk>()
        .AddScoped<Links>()
        .AddScoped<FindOrMake>()
        .AddScoped<Alignment>()
        .AddScoped<Verdict>()
        .Deliver<CustomerCreated, FanOut>("pms-fan-out-created")
        .Deliver<CustomerChanged, FanOut>("pms-fan-out-changed")
        .Deliver<CustomerEmailChanged, FanOut>("pms-fan-out-email")
        .Deliver<BookingMade, FanOut>("pms-fan-out-booking")
        .Deliver<BookingAssigned, FanOut>("pms-fan-out-assigned")
        .Deliver<CustomersMerged, FanOut>("pms-fan-out-merged")
        .Deliver<CustomersUnmerged, FanOut>("pms-fan-out-unmerged")
        .Deliver<PmsPushDue, PushCustomer>(PushQueue.Listener)
        .Deliver<PmsProbeDue, ProbeConnection>("pms-probe")
        .Deliver<PmsReleaseDue, ReleaseParked>("pms-release");
}
