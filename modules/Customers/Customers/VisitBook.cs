using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Customers;

/// <summary>Keeps the day of the last visit on the record, for filter and sort. It is no change of the record: nobody's version or card goes stale by it.</summary>
internal sealed class VisitBook(CustomersDb db, Work work) : IVisitBook
{
    public async Task Note(Guid customerId, DateOnly? lastVisit, CancellationToken ct)
    {
        await work.BeginAsync(ct);
        await db.CustomersEvenDeleted.Where(customer => customer.Id == customerId)
            .ExecuteUpdateAsync(set => set.SetProperty(customer => customer.LastVisit, lastVisit), ct);
    }
}
