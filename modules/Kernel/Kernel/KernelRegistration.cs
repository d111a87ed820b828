using BookingPlatform.Kernel.Brakes;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Nodes;
using BookingPlatform.Kernel.Outbox;
using BookingPlatform.Kernel.Passkeys;
using BookingPlatform.Kernel.Ui;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BookingPlatform.Kernel;

public static class KernelRegistration
{
    public static IServiceCollection AddKernel(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Catalog();
        services.Configure<OutboxSettings>(configuration.GetSection("Outbox"));
        return services
            .AddSingleton<Node>()
            .AddSingleton<NodeWatch>()
            .AddHostedService(services => services.GetRequiredService<NodeWatch>())
            .AddScoped<NodeDesk>()
            .AddSingleton<OutboxTally>()
            .AddScoped<OutboxSearch>()
            .AddScoped<OutboxCharts>()
            .AddScoped<IMeasure, OutboxMeasures>()
            .AddScoped<Work>()
            .AddModuleDb<KernelDb>("kernel")
            .AddSingleton<OutboxSignal>()
            .AddSingleton<OutboxCourier>()
            .AddScoped<OutboxQueue>()
            .AddScoped<OutboxDesk>()
            .AddScoped<EraseTraces>()
            .AddScoped<SealLines>()
            .AddScoped<VerifyAudit>()
            .AddHttpContextAccessor()
            .AddScoped<PasskeyDesk>()
            .AddScoped<OneAtATime>()
            .AddScoped<SharedBrake>()
            .AddHostedService<OutboxDispatcher>()
            .AddSingleton<JobRunner>()
            .AddJob<SealAudit>("seal-audit", "Seal the audit trail", Schedule.Every(TimeSpan.FromMinutes(15)))
            .AddJob<ForgetOldRows>("forget-old-rows", "Forget old answers and job runs", Schedule.Nightly(new TimeOnly(3, 20)));
    }
}
