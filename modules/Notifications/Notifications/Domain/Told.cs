using BookingPlatform.Notifications.Contracts;

namespace BookingPlatform.Notifications.Domain;

/// <summary>Whether the customer knows how a booking stands (S0-30).</summary>
internal enum Told
{
    /// <summary>There was nothing to tell.</summary>
    Nothing,

    /// <summary>A message that was sent says it.</summary>
    Yes,

    /// <summary>A message is on its way.</summary>
    Soon,

    /// <summary>Nothing about it was sent.</summary>
    No,

    /// <summary>Something was sent, but not the latest change.</summary>
    NotTheLatest,
}

internal static class ToldFrom
{
    /// <summary>Looks at the messages of one booking to one customer. Withheld, failed and bounced ones never count as told (S0-29).</summary>
    public static Told Messages(IReadOnlyCollection<Message> messages)
    {
        if (messages.Count == 0)
            return Told.Nothing;
        var latest = messages.Max(message => message.BookingVersion);
        var known = messages.Where(message => message.State is MessageState.Sent).Max(message => message.ToldVersion);
        if (known >= latest)
            return Told.Yes;
        if (messages.Any(message => message.IsQueued))
            return Told.Soon;
        return known is null ? Told.No : Told.NotTheLatest;
    }
}
