using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Blocking;

/// <summary>
/// What is known of a blocked person grows with the record. Heard before the change is written, so it keeps what the record is about to lose:
/// its present details are recognised by the record itself, and a deletion keeps the last of them.
/// </summary>
internal sealed class FollowBlocked(NoShowDb db, BlockBook blocks, ICustomers customers) : IListen<CustomerChanged>, IListen<CustomerDeleted>, IListen<BookingAssigned>
{
    public Task Hear(CustomerChanged fact, CancellationToken ct) => Keep(fact.CustomerId, ct);

    public Task Hear(CustomerDeleted fact, CancellationToken ct) => Keep(fact.CustomerId, ct);

    /// <summary>The booking was somebody else's all along, and so was the no-show.</summary>
    public Task Hear(BookingAssigned fact, CancellationToken ct) => db.Records
        .Where(record => record.BookingId == fact.BookingId)
        .ExecuteUpdateAsync(set => set.SetProperty(record => record.CustomerId, fact.ToCustomerId), ct);

    private async Task Keep(Guid customerId, CancellationToken ct)
    {
        if (await blocks.Standing(customerId, ct) is { } block && await customers.Find(customerId, ct) is { } customer)
            await blocks.Recognise(block, customer, ct);
    }
}
