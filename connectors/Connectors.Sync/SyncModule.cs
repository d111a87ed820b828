using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Sync.Erasing;
using BookingPlatform.Connectors.Sync.Errands;
using BookingPlatform.Connectors.Sync.Features;
using BookingPlatform.Connectors.Sync.Inbound;
using BookingPlatform.Connectors.Sync.Pages;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Connectors.Sync.Push;
using BookingPlatform.Connectors.Sync.Queue;
using BookingPlatform.Connectors.Sync.Turns;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Outgoing;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Contracts;
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
        services.AddModuleDb<SyncDb>("sync").AddScoped<IMeasure, SyncMeasures>();
        AddConnectors(services);
        AddQueue(services);
        AddErrands(services);
        AddInbound(services);
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
        ReceiveWebhook.Map(api);
        ShowOperation.Map(api);
        ListErrands.Map(api);
        SettleErrand.Map(api);
        LinkReservation.Map(api);
        BanThere.Map(api);
        MergeGuestsThere.Map(api);
        ConnectionRules.Map(api);
        Differences.Map(api);
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
        .AddScoped<ListLinks>()
        .AddScoped<ShowOperation>()
        .AddScoped<ListErrands>()
        .AddScoped<SettleErrand>()
        .AddScoped<LinkReservation>()
        .AddScoped<BanThere>()
        .AddScoped<MergeGuestsThere>()
        .AddScoped<ConnectionRules>()
        .AddScoped<Differences>();

    private static void AddPages(IServiceCollection services) => services
        .AddScoped<CustomerStanding>()
        .AddScoped<StuckCustomers>()
        .AddScoped<IFollowCustomer, ProfilesFollow>()
        .AddScoped<IMergeParticipant, MergeProfiles>()
        .AddScoped<IEraseParticipant, EraseProfiles>()
        .AddScoped<ITellPersonalData, TellProfiles>()
        .AddScoped<ICustomerPanel, CustomerHotelSystems>()
        .AddSingleton<IBookingPanel, BookingReservations>()
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

    private static void AddErrands(IServiceCollection services) => services
        .AddScoped<ErrandBook>()
        .AddScoped<CarryOut>()
        .AddScoped<MergeThere>()
        .AddScoped<RunErrands>()
        .Deliver<BookingAssigned, RaiseErrands>("pms-errand-assigned")
        .Deliver<NoShowMarked, RaiseErrands>("pms-errand-no-show")
        .Deliver<NoShowUndone, RaiseErrands>("pms-errand-no-show-undone")
        .Deliver<CustomerBlockChanged, RaiseErrands>("pms-errand-block")
        .Deliver<CustomersUnmerged, RaiseErrands>("pms-errand-unmerged");

    private static void AddInbound(IServiceCollection services) => services
        .AddScoped<NewsDesk>()
        .AddScoped<TakeGuest>()
        .AddScoped<Strangers>()
        .AddScoped<AskForChanges>()
        .AddScoped<CompareAll>()
        .AddScoped<ReceiveWebhook>()
        .AddScoped<EveryConnection>()
        .Deliver<PmsNewsDue, TakeNews>("pms-news")
        .AddJob<PollForChanges>("pms-changes", "Ask hotel systems what changed", Schedule.Every(TimeSpan.FromMinutes(5)))
        .AddJob<ReconcileNightly>("pms-compare", "Compare guests with the hotel systems", Schedule.Nightly(new TimeOnly(3, 20)));

    private static void AddQueue(IServiceCollection services) => services
        .AddScoped<PushQueue>()
        .AddScoped<ConnectionDesk>()
        .AddScoped<Links>()
        .AddScoped<FindOrMake>()
        .AddScoped<Alignment>()
        .AddScoped<Pushing>()
        .AddScoped<KnownEmails>()
        .AddSingleton<RetryPause>()
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
