using BookingPlatform.Customers.AddressBook;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Email;
using BookingPlatform.Customers.Features;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers;

/// <summary>The people a business knows: records, emails and their states, search, address books in and out.</summary>
public sealed class CustomersModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<CustomersDb>("customers")
        .AddScoped<ICustomers, CustomerDirectory>()
        .AddScoped<IVisitBook, VisitBook>()
        .AddScoped<CustomerRecords>()
        .AddScoped<CustomerSearch>()
        .AddScoped<Lookalikes>()
        .AddScoped<EmailDesk>()
        .AddScoped<Reach>()
        .AddScoped<TakeForBooking>()
        .AddScoped<CreateCustomer>()
        .AddScoped<FindCustomers>()
        .AddScoped<GetCustomer>()
        .AddScoped<ChangeCustomer>()
        .AddScoped<ChangeEmail>()
        .AddScoped<CheckEmail>()
        .AddScoped<FindLookalikes>()
        .AddScoped<FlagCustomer>()
        .AddScoped<DeleteCustomer>()
        .AddScoped<RestoreCustomer>()
        .AddScoped<ChangeSettings>()
        .AddScoped<ImportCustomers>()
        .AddScoped<ImportChunk>()
        .AddScoped<ExportCustomers>()
        .AddScoped<OwnDomains>();

    public void MapDownloads(IEndpointRouteBuilder pages) => ExportCustomers.MapDownload(pages);

    public void MapApi(IEndpointRouteBuilder api)
    {
        CreateCustomer.Map(api);
        FindCustomers.Map(api);
        GetCustomer.Map(api);
        ChangeCustomer.Map(api);
        ChangeEmail.Map(api);
        CheckEmail.Map(api);
        FindLookalikes.Map(api);
        FlagCustomer.Map(api);
        DeleteCustomer.Map(api);
        RestoreCustomer.Map(api);
        ChangeSettings.Map(api);
        ImportCustomers.Map(api);
        ExportCustomers.Map(api);
        OwnDomains.Map(api);
    }
}
