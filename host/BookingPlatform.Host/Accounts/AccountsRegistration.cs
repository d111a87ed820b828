using BookingPlatform.Host.Accounts.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Host.Accounts;

internal static class AccountsRegistration
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddModuleDb<AccountsDb>("accounts")
        .AddSingleton<Businesses>()
        .AddSingleton<IBusinesses>(provider => provider.GetRequiredService<Businesses>())
        .AddScoped<OpenBusiness>();
}
