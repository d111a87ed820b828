using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>A message waits to be handed over.</summary>
/// <param name="MessageId">The message; everything else is read when it is sent.</param>
internal sealed record MessageQueued(Guid MessageId);

internal static class Queueing
{
    /// <summary>Queues the message in this transaction. Told about the customer, so that one person's messages go out in the order of what happened.</summary>
    public static void QueueIn(this Message message, Work work)
    {
        message.Queue(work.Now);
        work.Tell(new MessageQueued(message.Id), message.CustomerId);
    }
}
