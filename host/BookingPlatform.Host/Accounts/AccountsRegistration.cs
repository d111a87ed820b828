using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Ui;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Identity;

namespace BookingPlatform.Host.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddModuleDb<AccountsDb>("accounts")
        .AddSingleton<Businesses>()
        .AddSingleton<IBusinesses>(provider => provider.GetRequiredService<Businesses>())
        .AddSingleton<SignInBrake>()
        .AddSingleton(new SetupConsole(Console.Out))
        .AddSingleton<SetupCode>()
        .AddSingleton<SetupGate>()
        .AddScoped<SetUp>()
        .AddScoped<OpenBusiness>()
        .AddScoped<SignIn>()
        .AddSingleton<ForgottenBrake>()
        .AddSingleton<StaffLinks>()
        .AddScoped<ForgotPassword>()
        .AddScoped<ResetStaffPassword>()
        .Deliver<StaffLinkAsked, MailStaffLink>("staff-password-mail")
        .AddScoped<MakeApiKey>()
        .AddScoped<RevokeApiKey>()
        .AddScoped<ReadAudit>()
        .AddSettingsLink(new(50, "Team", "Who signs in, and as what", "users", "/settings/team", Right.ManageSettings))
        .AddSettingsLink(new(60, "API keys", "Programs that work with this business", "key", "/settings/api-keys", Right.ManageSettings));

    /// <summary>A form of its own, so that no link and no other site can sign anybody out.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app) => app.MapPost("/sign-out", async (SignInManager<Staff> door) =>
    {
        await door.SignOutAsync();
        return TypedResults.Redirect("/sign-in");
    }).AllowAnonymous().ExcludeFromDescription();
}
