using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Facts;
using BookingPlatform.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Features;

/// <summary>An email has arrived: what was missed is offered to staff, and nothing is sent by itself (S0-38). It goes away: the offer too.</summary>
internal sealed class OfferMissedMessages(NotificationsDb db, MissedMessages missed, Work work) : IListen<CustomerEmailChanged>
{
    public async Task Hear(CustomerEmailChanged fact, CancellationToken ct)
    {
        if (fact.After.CanBeMailed())
        {
            foreach (var message in await missed.Of(fact.CustomerId, ct))
                message.Offer(work.Now);
            return;
        }

        foreach (var message in await db.Messages.Where(message => message.CustomerId == fact.CustomerId && message.OfferedAtUtc != null).ToListAsync(ct))
            message.TakeBackOffer();
    }
}

/// <summary>Tells staff, before and after they correct an email, how many missed messages it can still send.</summary>
internal sealed class MissedMessagesFollow(MissedMessages missed) : IFollowCustomer
{
    public string Key => "missedMessages";

    public async Task<int> Count(Guid customerId, CancellationToken ct) => (await missed.Of(customerId, ct)).Count;

    /// <summary>Messages are about bookings, which answer for themselves.</summary>
    public Task<IReadOnlyDictionary<Guid, int>> CountMany(IReadOnlyCollection<Guid> customerIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Guid, int>>(new Dictionary<Guid, int>());

    public string Say(int count) => MessageText.Missed(count);
}
