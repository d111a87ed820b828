using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Duplicates;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Erasing;
using BookingPlatform.Customers.Features;
using BookingPlatform.Customers.Merging;
using BookingPlatform.Customers.Pages;
using BookingPlatform.Customers.Pages.Erasing;
using BookingPlatform.Customers.Lists;
using BookingPlatform.Customers.Pages.Merging;
using BookingPlatform.Customers.Pages.Shared;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers;

/// <summary>The people a business knows: records, emails and their states, search, address books in and out.</summary>
public sealed class CustomersModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddFeatures(services);
        AddDuplicates(services);
        AddMerging(services);
        AddErasing(services);
        foreach (var action in OwnAction.All)
            services.AddSingleton<ICustomerAction>(action);
        services.AddSettingsLink(new(16, "Possible duplicates", "From which probability on two records are suggested as one person's", "users-group", "/settings/duplicates", Right.ManageSettings));
        services.AddSettingsLink(new(15, "Customers", "Registration, flags and your own email domains", "users", "/settings/customers", Right.ManageSettings));
    }

    private static void AddFeatures(IServiceCollection services) => services
        .AddModuleDb<CustomersDb>("customers")
        .AddScoped<ICustomers, CustomerDirectory>()
        .AddScoped<ICustomerCorrections, CustomerCorrections>()
        .AddScoped<IVisitBook, VisitBook>()
        .AddScoped<IMailboxReports, MailboxReports>()
        .AddScoped<IProvenEmails, ProvenEmails>()
        .AddSingleton<IEmailHints, EmailHints>()
        .AddScoped<CustomerRecords>()
        .AddScoped<CustomerSearch>()
        .AddScoped<Lookalikes>()
        .AddScoped<EmailDesk>()
        .AddScoped<Reach>()
        .AddScoped<TakeForBooking>()
        .AddScoped<CreateCustomer>()
        .AddScoped<ListsOfCustomers>()
        .AddScoped<Membership>()
        .AddScoped<IAudiences, Audiences>()
        .AddScoped<ManageLists>()
        .AddSingleton<ICustomerPanel, CustomerListsPanel>()
        .AddScoped<ListMembers>()
        .AddScoped<SavedFilters>()
        .AddScoped<FindCustomers>()
        .AddScoped<GetCustomer>()
        .AddScoped<IContactMask, ContactMask>()
        .AddScoped<RevealContacts>()
        .AddScoped<ChangeCustomer>()
        .AddScoped<IOwnDetails, ChangeOwnDetails>()
        .AddScoped<ChangeEmail>()
        .AddScoped<CheckEmail>()
        .AddScoped<FindLookalikes>()
        .AddScoped<FlagCustomer>()
        .AddScoped<DeleteCustomer>()
        .AddScoped<RestoreCustomer>()
        .AddScoped<ChangeSettings>()
        .AddScoped<ImportCustomers>()
        .AddScoped<ImportChunk>()
        .AddScoped<PastImports>()
        .AddScoped<UndoImport>()
        .AddScoped<CustomerFile>()
        .AddScoped<ExportCustomers>()
        .AddScoped<ReportCustomers>()
        .AddReportLink(new(10, "Marketing", "Customers", "Who they are, with alerts, lists and last visits", "users", "/reports/customers", Right.SeeReports))
        .AddScoped<OwnDomains>();

    private static void AddDuplicates(IServiceCollection services) => services
        .AddMemoryCache()
        .AddScoped<MatchModels>()
        .AddScoped<KeyTable>()
        .AddScoped<Suggestions>()
        .AddScoped<MatchEverybody>()
        .AddScoped<ListDuplicates>()
        .AddScoped<DismissDuplicate>()
        .AddScoped<ChangeDuplicateSettings>()
        .AddScoped<IRecogniseCustomers, Recognition>()
        .Deliver<MatchDue, MatchCustomer>("match-customer")
        .AddScoped<MergeCertain>()
        .Deliver<ImportMatchDue, MatchImport>("match-import")
        .Deliver<CustomersMerged, FollowMerge>("match-merged")
        .Deliver<CustomersUnmerged, FollowMerge>("match-unmerged")
        .AddJob<NightlyMatching>("find-duplicates", "Find customers stored twice", Schedule.Nightly(new TimeOnly(2, 40)));

    private static void AddMerging(IServiceCollection services) => services
        .AddScoped<MergingRecords>()
        .AddScoped<MergedRows>()
        .AddScoped<PreviewMerge>()
        .AddScoped<MergeCustomers>()
        .AddScoped<GetMerge>()
        .AddScoped<UndoMerge>()
        .AddSingleton<ICustomerPanel, MergesPanel>()
        .Deliver<CustomersMerged, FetchLateRows>("merge-late-rows");

    private static void AddErasing(IServiceCollection services) => services
        .AddScoped<ErasingPeople>()
        .AddScoped<AskErasure>()
        .AddScoped<HoldCustomer>()
        .AddScoped<ChangePrivacy>()
        .AddScoped<WaitingErasures>()
        .AddScoped<EraseCustomer>()
        .AddScoped<ExportPerson>()
        .AddScoped<ITellPersonalData, TellHistory>()
        .AddSingleton<ICustomerPanel, PrivacyPanel>()
        .AddSettingsLink(new(18, "Privacy", "How long people's data is kept, and who is to be erased", "eraser", "/settings/privacy", Right.EraseCustomers))
        .AddJob<KeepNoLonger>("keep-no-longer", "Announce whose data is kept no longer", Schedule.Nightly(new TimeOnly(1, 50)))
        .AddJob<CarryOutErasures>("erase-people", "Erase people whose notice is over", Schedule.Every(TimeSpan.FromHours(1)));

    public void MapDownloads(IEndpointRouteBuilder pages)
    {
        ExportCustomers.MapDownload(pages);
        ReportCustomers.MapDownload(pages);
        PastImports.MapDownload(pages);
        ExportPerson.Map(pages, "DownloadPersonalData");
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        CreateCustomer.Map(api);
        FindCustomers.Map(api);
        ManageLists.Map(api);
        ListMembers.Map(api);
        SavedFilters.Map(api);
        GetCustomer.Map(api);
        RevealContacts.Map(api);
        ChangeCustomer.Map(api);
        ChangeEmail.Map(api);
        CheckEmail.Map(api);
        FindLookalikes.Map(api);
        FlagCustomer.Map(api);
        DeleteCustomer.Map(api);
        RestoreCustomer.Map(api);
        ChangeSettings.Map(api);
        ImportCustomers.Map(api);
        PastImports.Map(api);
        UndoImport.Map(api);
        ExportCustomers.Map(api);
        ReportCustomers.Map(api);
        OwnDomains.Map(api);
        ListDuplicates.Map(api);
        MergeCertain.Map(api);
        DismissDuplicate.Map(api);
        ChangeDuplicateSettings.Map(api);
        PreviewMerge.Map(api);
        MergeCustomers.Map(api);
        GetMerge.Map(api);
        UndoMerge.Map(api);
        AskErasure.Map(api);
        ExportPerson.Map(api, "PersonalData");
        HoldCustomer.Map(api);
        ChangePrivacy.Map(api);
        WaitingErasures.Map(api);
    }
}
