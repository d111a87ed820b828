using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.GuestApp.Domain;
using BookingPlatform.GuestApp.Erasing;
using BookingPlatform.GuestApp.Features;
using BookingPlatform.GuestApp.Features.Claims;
using BookingPlatform.GuestApp.Features.Me;
using BookingPlatform.GuestApp.Features.Passkeys;
using BookingPlatform.GuestApp.Features.SigningIn;
using BookingPlatform.GuestApp.Pages.Claims;
using BookingPlatform.GuestApp.Papers;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Guests;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.GuestApp;

/// <summary>What guests do by themselves once they have proved who they are.</summary>
public sealed class GuestAppModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<GuestAppDb>("guestapp");
        AddSigningIn(services);
        AddClaims(services);
        AddPasskeys(services);
        services.AddScoped<MyBookings>().AddScoped<MyDetails>().AddScoped<MyNoShows>().AddScoped<MyData>();
    }

    public void MapApi(IEndpointRouteBuilder api)
    {
        MakeSlip.Map(api);
        ListUnreachable.Map(api);
    }

    public void MapDownloads(IEndpointRouteBuilder pages) => SlipPdf.Map(pages);

    public void MapGuests(IEndpointRouteBuilder guests)
    {
        SignIn.Map(guests);
        EndSessions.Map(guests);
        MyBookings.Map(guests);
        MyDetails.Map(guests);
        MyNoShows.Map(guests);
        MyData.Map(guests);
        ClaimBooking.Map(guests);
        InstalledApp.Map(guests);
    }

    private static void AddClaims(IServiceCollection services) => services
        .AddScoped<MakeSlip>()
        .AddScoped<ClaimBooking>()
        .AddScoped<ListUnreachable>()
        .AddScoped<IAgendaNotes, UnreachableNote>()
        .AddScoped<SlipPdf>()
        .AddSingleton<IClaimSlips, ClaimSlips>()
        .AddSingleton<ICustomerAction, ClaimSlipAction>();

    private static void AddPasskeys(IServiceCollection services) => services
        .AddScoped<GuestPasskeys>()
        .Listen<CustomerEmailChanged, ForgetPasskeys>()
        .Listen<CustomerDeleted, ForgetPasskeys>()
        .AddScoped<IEraseParticipant, ForgetPasskeys>()
        .AddScoped<ITellPersonalData, ForgetPasskeys>();

    private static void AddSigningIn(IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<GuestBrowser>()
        .AddScoped<AppBrake>()
        .AddScoped<AskChallenge>()
        .AddScoped<Tries>()
        .AddScoped<TakeChallenge>()
        .AddScoped<StartSession>()
        .AddScoped<SignIn>()
        .AddScoped<Sessions>()
        .AddScoped<IGuestSession>(scope => scope.GetRequiredService<Sessions>())
        .Deliver<ChallengeAsked, MailChallenge>("guest-secret-mail")
        .Listen<CustomerEmailChanged, EndSessions>()
        .Listen<CustomerDeleted, EndSessions>()
        .AddScoped<IEraseParticipant, EraseGuest>()
        .AddGuestLink(new(90, "user", "/me", "me.link", typeof(GuestAppModule).Assembly))
        .AddJob<ForgetGuests>("forget-guest-sessions", "Forget sessions and codes of guests that are over", Schedule.Nightly(new TimeOnly(3, 25)));
}
