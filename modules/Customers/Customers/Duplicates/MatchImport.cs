using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers.Duplicates;

/// <summary>An import has ended: its customers are to be matched.</summary>
internal sealed record ImportMatchDue(Guid ImportId);

/// <summary>Matches what an import brought. Where it made much of the address book, what was known of the business's customers no longer holds: then everybody is matched anew.</summary>
internal sealed class MatchImport(CustomersDb db, MatchCustomer customer, MatchEverybody everybody) : IDeliver<ImportMatchDue>
{
    private const int MostOneByOne = 500;
    private const int Tenth = 10;

    public async Task<Delivery> Deliver(Envelope<ImportMatchDue> envelope, CancellationToken ct)
    {
        var import = envelope.Fact.ImportId;
        var ids = await db.Customers.Where(row => row.ImportId == import).Select(row => row.Id).ToListAsync(ct);
        if (ids.Count == 0)
            return Delivery.Done;
        if (ids.Count > MostOneByOne || ids.Count * Tenth > await db.Customers.CountAsync(ct))
            await everybody.Handle(_ => Task.CompletedTask, ct);
        else
            await OneByOne(ids, ct);
        return Delivery.Done;
    }

    private async Task OneByOne(List<Guid> ids, CancellationToken ct)
    {
        foreach (var id in ids)
        {
            while (!await customer.Handle(id, ct))
                ct.ThrowIfCancellationRequested();
            db.ChangeTracker.Clear();
        }
    }
}
