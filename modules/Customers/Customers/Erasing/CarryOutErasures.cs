using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Hourly: erases everybody whose notice is over and for whom nothing stands in the way.</summary>
internal sealed class CarryOutErasures(IServiceScopeFactory scopes, IBusinesses businesses) : IJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var due = new List<(Guid Business, Guid Erasure)>();
        foreach (var business in await businesses.All(ct))
            await For(business.Id, async services =>
            {
                var now = services.GetRequiredService<Work>().Now;
                var waiting = await services.GetRequiredService<CustomersDb>().Erasures.Where(erasure => erasure.WaitingFor != null && erasure.DueAtUtc <= now).OrderBy(erasure => erasure.DueAtUtc).Select(erasure => erasure.Id).ToListAsync(ct);
                due.AddRange(waiting.Select(id => (business.Id, id)));
            });
        for (var done = 0; done < due.Count; done++)
        {
            await For(due[done].Business, services => services.GetRequiredService<EraseCustomer>().Handle(due[done].Erasure, ct));
            await progress.Report(done + 1, due.Count);
        }
    }

    private async Task For(Guid business, Func<IServiceProvider, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, "Erasures"));
        await act(scope.ServiceProvider);
    }
}
