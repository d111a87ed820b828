using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using BookingPlatform.NoShow.Policy;
using BookingPlatform.NoShow.Reports;
using BookingPlatform.NoShow.Risk;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.NoShow;

/// <summary>Risk, policy and reports: what the module adds to marking and blocking.</summary>
internal static class RiskRegistration
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(20);

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<RiskReader>().AddScoped<LearnRisk>().AddScoped<MarkComing>().AddScoped<RiskRounds>().AddScoped<GetRisk>();
        services.AddSingleton<IBookingPanel, BookingRiskPanel>().AddScoped<IBookingWarnings, RiskWarnings>();
        services.AddJob<LearnRiskJob>("learn-no-show-risk", "Learn how likely no-shows are", Schedule.Nightly(new TimeOnly(2, 40)));
        services.AddJob<MarkComingJob>("mark-no-show-risk", "Mark coming bookings that are likely no-shows", Schedule.Every(BetweenLooks));
        services.AddScoped<ChangePolicy>().AddScoped<Strikes>().AddScoped<Objecting>().AddScoped<Contracts.IOwnNoShows, OwnNoShows>().AddScoped<ChargeFee>().AddSingleton<ICustomerPanel, CustomerStrikesPanel>();
        services.AddScoped<ReportNoShows>().AddScoped<EvidencePack>();
        services.AddReportLink(new(5, "No-shows", "No-shows", "By service, channel and hour, with what they cost", "user-x", "/reports/no-shows", Right.SeeReports));
        services.AddSettingsLink(new(36, "No-show fees and risk", "What not coming costs, and warnings beforehand", "alert-triangle", "/settings/no-shows/policy", Right.ManageSettings));
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        GetRisk.Map(api);
        ChangePolicy.Map(api);
        Strikes.Map(api);
        Objecting.Map(api);
        ChargeFee.Map(api);
        ReportNoShows.Map(api);
        EvidencePack.Map(api);
    }

    public static void MapDownloads(IEndpointRouteBuilder pages)
    {
        ReportNoShows.MapDownload(pages);
        EvidencePack.MapDownload(pages);
    }
}
