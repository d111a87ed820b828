using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>Nightly: learns from each business's own customers and finds those stored twice anew.</summary>
internal sealed class NightlyMatching(IServiceScopeFactory scopes, IBusinesses businesses) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var waiting = new List<(Guid Business, int Customers)>();
        foreach (var business in await businesses.All(ct))
            await For(business.Id, async services => waiting.Add((business.Id, await services.GetRequiredService<CustomersDb>().Customers.CountAsync(ct))));
        var (done, total) = (0, waiting.Sum(one => 2 * one.Customers));
        foreach (var (business, customers) in waiting.Where(one => one.Customers > 0))
        {
            await For(business, services => services.GetRequiredService<MatchEverybody>().Handle(now => progress.Report(done + Math.Min(now, 2 * customers), total), ct));
            done += 2 * customers;
        }

        await progress.Report(total, total);
    }

    private async Task For(Guid business, Func<IServiceProvider, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, "Nightly matching"));
        await act(scope.ServiceProvider);
    }
}
