using System.Collections.Concurrent;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Host.Accounts;

/// <summary>Answers <see cref="IBusinesses"/> from memory; another node's change of a name or phone shows after half a minute at the latest.</summary>
internal sealed class Businesses(IServiceScopeFactory scopes, TimeProvider clock) : IBusinesses
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<Guid, (Business Business, long At)> known = [];

    public async ValueTask<Business> Get(Guid id, CancellationToken ct)
    {
        if (known.TryGetValue(id, out var entry) && clock.GetElapsedTime(entry.At) < Fresh)
            return entry.Business;
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Businesses.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct)
            ?? throw new InvalidOperationException($"There is no business {id}.");
        return Remember(row);
    }

    public async Task<IReadOnlyList<Business>> All(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Businesses.AsNoTracking().Where(row => row.ClosedAtUtc == null).OrderBy(row => row.Name).ToListAsync(ct);
        return rows.ConvertAll(Remember);
    }

    public void Forget(Guid id) => known.TryRemove(id, out _);

    private Business Remember(BusinessRow row)
    {
        var business = row.ToBusiness();
        known[row.Id] = (business, clock.GetTimestamp());
        return business;
    }
}
