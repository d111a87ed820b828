namespace BookingPlatform.Notifications.Contracts;

/// <summary>What became of a message to a customer.</summary>
public enum MessageState
{
    /// <summary>Waiting to be handed to the mail server.</summary>
    Queued,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server refused it for good, or it could not be handed over in a day.</summary>
    Failed,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>Not sent, with the reason; never counted as told.</summary>
    Suppressed,
}
