using BookingPlatform.Host.Commands;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BookingPlatform.Platform.Tests.Schema.Paper;

/// <summary>The platform's own services, working on paper for a business that there is.</summary>
public sealed class PaperPlatform : IAsyncLifetime
{
    private Testing.Platform? platform;
    private ServiceProvider? services;
    private Guid business;

    internal PaperServer Paper { get; } = new();

    /// <summary>What is said to the server while something is done for a business.</summary>
    internal async Task<IReadOnlyList<string>> Said(Func<IServiceProvider, Task> act)
    {
        Paper.Forget();
        await using var scope = services!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, "Test"));
        await act(scope.ServiceProvider);
        return Paper.Statements;
    }

    public async Task InitializeAsync()
    {
        IServiceCollection? registered = null;
        platform = await Testing.Platform.Start(Db.Sqlite, services: all => registered = all);
        business = (await platform.NewBusiness()).Id;
        IServiceCollection onPaper = new ServiceCollection { registered! };
        services = new Installation(platform.Services, onPaper.Replace(ServiceDescriptor.Singleton(platform.Services.GetRequiredService<IBusinesses>()))).On(Paper);
    }

    public async Task DisposeAsync()
    {
        await services!.DisposeAsync();
        await platform!.DisposeAsync();
    }
}
