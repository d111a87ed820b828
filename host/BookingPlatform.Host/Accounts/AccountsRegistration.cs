using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Host.Accounts.Setup;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
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
        .AddScoped<SignIn>();

    /// <summary>A form of its own, so that no link and no other site can sign anybody out.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder app) => app.MapPost("/sign-out", async (SignInManager<Staff> door) =>
    {
        await door.SignOutAsync();
        return TypedResults.Redirect("/sign-in");
    }).AllowAnonymous();
}
