namespace BookingPlatform.Notifications.Domain;

/// <summary>What a message tells the customer.</summary>
internal enum MessageKind
{
    /// <summary>The booking was made.</summary>
    Confirmation,

    /// <summary>It was moved.</summary>
    Change,

    /// <summary>It was called off.</summary>
    Cancellation,

    /// <summary>All bookings of a stay, once staff send its confirmation.</summary>
    Itinerary,

    /// <summary>It is soon.</summary>
    Reminder,

    /// <summary>About no booking: news and offers, to whoever agreed to them.</summary>
    Advertising,
}
