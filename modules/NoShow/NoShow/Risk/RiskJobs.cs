using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Visits the businesses that want to know, each in a scope of its own.</summary>
internal sealed class RiskRounds(NoShowDb db, IServiceScopeFactory scopes)
{
    public async Task Visit(string name, JobProgress progress, Func<IServiceProvider, Task> work, CancellationToken ct)
    {
        var wanting = await db.Policies.AcrossBusinesses().Where(policy => policy.ShowsRisk).Select(policy => policy.BusinessId).ToListAsync(ct);
        foreach (var (at, business) in wanting.Index())
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business, name));
            await work(scope.ServiceProvider);
            await progress.Report(at + 1, wanting.Count);
        }
    }
}

/// <summary>Nightly.</summary>
internal sealed class LearnRiskJob(RiskRounds rounds) : IJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => rounds.Visit("Nightly learning", progress, async services =>
    {
        await services.GetRequiredService<LearnRisk>().Handle(ct);
        await services.GetRequiredService<MarkComing>().Handle(ct);
    }, ct);
}

/// <summary>Several times an hour, so that a booking made today is marked too.</summary>
internal sealed class MarkComingJob(RiskRounds rounds) : IJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => rounds.Visit("Looking ahead", progress, services => services.GetRequiredService<MarkComing>().Handle(ct), ct);
}
