using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features.Passwords;

/// <summary>The link lies in the mailbox of an address that is no longer the customer's, or the customer is deleted: it opens nothing any more.</summary>
internal sealed class WithdrawLinks(NotificationsDb db) : IListen<CustomerEmailChanged>, IListen<CustomerDeleted>
{
    public Task Hear(CustomerEmailChanged fact, CancellationToken ct) => Withdraw(fact.CustomerId, ct);

    public Task Hear(CustomerDeleted fact, CancellationToken ct) => Withdraw(fact.CustomerId, ct);

    private async Task Withdraw(Guid customerId, CancellationToken ct)
    {
        foreach (var link in await db.GuestLinks.Where(link => link.CurrentFor == customerId).ToListAsync(ct))
            link.Withdraw();
    }
}
