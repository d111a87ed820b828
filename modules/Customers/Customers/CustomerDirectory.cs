using BookingPlatform.Customers.Contracts;
using BookingPlatform.Customers.Search;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>Answers the other modules' questions.</summary>
internal sealed class CustomerDirectory(CustomersDb db, CustomerSearch search, TakeForBooking takeForBooking) : ICustomers
{
    public async Task<CustomerCard?> Find(Guid id, CancellationToken ct) =>
        (await db.CustomersEvenDeleted.AsNoTracking().SingleOrDefaultAsync(customer => customer.Id == id, ct))?.ToCard();

    public async Task<IReadOnlyDictionary<Guid, CustomerCard>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct) => ids.Count == 0
        ? new Dictionary<Guid, CustomerCard>()
        : await db.CustomersEvenDeleted.AsNoTracking().Where(customer => ids.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, customer => customer.ToCard(), ct);

    public async Task<CustomerCard?> FindKept(Guid id, CancellationToken ct)
    {
        var found = await Find(id, ct);
        while (found?.MergedIntoId is { } kept)
            found = await Find(kept, ct);
        return found;
    }

    public async Task<IReadOnlyList<Guid>> RecordsOf(Guid id, CancellationToken ct)
    {
        List<Guid> records = [id], latest = [id];
        while (latest.Count > 0)
        {
            latest = await db.CustomersEvenDeleted.Where(customer => customer.MergedIntoId != null && latest.Contains(customer.MergedIntoId.Value)).Select(customer => customer.Id).ToListAsync(ct);
            records.AddRange(latest);
        }

        return records;
    }

    public async Task<IReadOnlyList<CustomerCard>> Search(string text, int most, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 100);
        return (await search.Find(text, most, after: null, ct)).Customers.Select(customer => customer.ToCard()).ToList();
    }

    public Task<Answer<CustomerCard>> TakeForBooking(GuestDetails guest, CancellationToken ct) => takeForBooking.Handle(guest, ct);
}
