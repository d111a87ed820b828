using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Jobs;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingPlatform.Customers.Erasing;

/// <summary>Nightly: announces the erasure of whoever a business no longer wants to keep. It is done three days later, unless it is called off or something stands in the way.</summary>
internal sealed class KeepNoLonger(IServiceScopeFactory scopes, IBusinesses businesses) : IJob
{
    private const int MostANight = 1000;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var announced = 0;
        foreach (var business in await businesses.All(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Work>().ActAs(Actor.Platform(business.Id, "Retention"));
            announced += await Announce(scope.ServiceProvider, business, ct);
        }

        await progress.Report(announced, announced);
    }

    private static async Task<int> Announce(IServiceProvider services, Business business, CancellationToken ct)
    {
        var (db, work) = (services.GetRequiredService<CustomersDb>(), services.GetRequiredService<Work>());
        if (await db.Privacy.AsNoTracking().SingleOrDefaultAsync(ct) is not { } rules)
            return 0;
        var due = await Due(db, rules, work.Now, business.Day(work.Now)).OrderBy(customer => customer.Id).Select(customer => customer.Id).Take(MostANight).ToListAsync(ct);
        foreach (var id in due)
        {
            var erasure = db.Erasures.Add(Erasure.Of(id, ErasureReason.Retention, work.Actor.Name, work.Now)).Entity;
            work.Audit(ErasureHistory.Asked(id, erasure));
        }

        return due.Count > 0 && await work.TrySaveAsync(ct) ? due.Count : 0;
    }

    /// <summary>Whoever was called off stays for as long again as the rule says. Somebody who is still to come has a last visit to come, and waits at the erasure itself.</summary>
    private static IQueryable<Customer> Due(CustomersDb db, PrivacyRules rules, DateTime now, DateOnly today)
    {
        var quietSince = rules.InactiveMonths is { } months ? now.AddMonths(-months) : DateTime.UnixEpoch;
        var notComeSince = rules.InactiveMonths is { } month ? today.AddMonths(-month) : DateOnly.MinValue;
        var deleted = rules.DeletedDays is { } days ? now.AddDays(-days) : DateTime.UnixEpoch;
        return db.CustomersEvenDeleted
            .Where(customer => customer.ErasedAtUtc == null && customer.MergedIntoId == null)
            .Where(customer => customer.DeletedAtUtc != null
                ? customer.DeletedAtUtc < deleted
                : customer.ChangedAtUtc < quietSince && (customer.LastVisit == null || customer.LastVisit < notComeSince))
            .Where(customer => !db.LegalHolds.Any(hold => hold.CustomerId == customer.Id))
            .Where(customer => !db.Erasures.Any(erasure => erasure.CustomerId == customer.Id && (erasure.WaitingFor != null || erasure.CalledOffAtUtc > (customer.DeletedAtUtc != null ? deleted : quietSince))));
    }
}
