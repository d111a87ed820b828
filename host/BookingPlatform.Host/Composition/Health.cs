using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host;

/// <summary>
/// For load balancers and alarms. Live: this process answers, whatever else is broken, so nobody restarts it in vain.
/// Ready: it can serve, because the database answers and is up to date; with the age of the oldest undelivered fact, to alert on.
/// </summary>
internal sealed class Health(IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, TimeProvider clock, Leaving leaving)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private volatile bool isMigrated;

    internal sealed record Liveness(string Status);

    internal sealed record Readiness(string Status, string Database, string Migrations, int? OldestWaitingSeconds);

    public static void Map(IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new Liveness("live")));
        health.MapGet("/ready", async (Health health, CancellationToken ct) =>
        {
            var readiness = await health.Check(ct);
            return TypedResults.Json(readiness, statusCode: readiness.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }

    public async Task<Readiness> Check(CancellationToken ct) => leaving.HasBegun ? new("leaving", "unknown", "unknown", null) : await InTime(ct);

    /// <summary>Answers in time whatever happens: a driver whose server fell silent may wait for minutes even to be cancelled, so it is not waited for.</summary>
    private async Task<Readiness> InTime(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await Task.Run(() => Look(patience.Token), ct).WaitAsync(patience.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return new("not ready", "unreachable", "unknown", null);
        }
    }

    private async Task<Readiness> Look(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = await OldestWaiting(scope.ServiceProvider, ct);
        isMigrated = isMigrated || await NoneWaiting(scope.ServiceProvider, ct);
        return new(isMigrated ? "ready" : "not ready", "reachable", isMigrated ? "applied" : "waiting", waiting);
    }

    private async Task<int?> OldestWaiting(IServiceProvider services, CancellationToken ct)
    {
        var oldest = await services.GetRequiredService<OutboxSearch>().OldestWaiting(everywhere: true, ct);
        return oldest is { } told ? (int)(clock.GetUtcNow().UtcDateTime - told).TotalSeconds : null;
    }

    private async Task<bool> NoneWaiting(IServiceProvider services, CancellationToken ct)
    {
        foreach (var module in modules)
            if ((await module.Open(services).Database.GetPendingMigrationsAsync(ct)).Any())
                return false;
        return true;
    }
}
