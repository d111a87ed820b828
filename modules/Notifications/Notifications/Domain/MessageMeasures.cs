using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Messages of the last day by state.</summary>
internal sealed class MessageMeasures(NotificationsDb db, Work work) : IMeasure
{
    public async Task<IReadOnlyList<Measured>> Measure(CancellationToken ct)
    {
        var since = work.Now.AddDays(-1);
        var counts = await db.Messages.AcrossBusinesses().Where(message => message.CreatedAtUtc > since).GroupBy(message => message.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return Enum.GetValues<MessageState>().Select(state => new Measured("booking.messages", "{message}", "Messages to customers of the last 24 hours, by state.", counts.GetValueOrDefault(state), ("state", state.ToString().ToLowerInvariant()))).ToList();
    }
}
