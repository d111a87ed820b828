namespace BookingPlatform.Bookings.Contracts;

/// <summary>A booking was made.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">For whom.</param>
public sealed record BookingMade(Guid BookingId, Guid CustomerId);

/// <summary>A booking was moved to another time or resource.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="Version">The booking's version after the move, so that two moves are two changes.</param>
public sealed record BookingMoved(Guid BookingId, Guid CustomerId, int Version)
{
    /// <summary>False when staff chose to move it without a message to the customer.</summary>
    public bool TellCustomer { get; init; } = true;
}

/// <summary>A booking was cancelled.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="Version">The booking's version after it.</param>
public sealed record BookingCancelled(Guid BookingId, Guid CustomerId, int Version);

/// <summary>Staff sent the confirmation of an itinerary: one message for all bookings of the stay, instead of one for each.</summary>
/// <param name="ItineraryId">The itinerary.</param>
/// <param name="CustomerId">Whose it is.</param>
public sealed record ItineraryConfirmed(Guid ItineraryId, Guid CustomerId);

/// <summary>A booking was assigned to another customer, or an assignment was undone: messages and hotel systems follow (S0-51).</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="FromCustomerId">Whose it was.</param>
/// <param name="ToCustomerId">Whose it is now.</param>
/// <param name="Version">The booking's version after it, so that there and back are two changes.</param>
public sealed record BookingAssigned(Guid BookingId, Guid FromCustomerId, Guid ToCustomerId, int Version);

/// <summary>Where a booking stands.</summary>
public enum BookingStatus
{
    /// <summary>Made, waiting for its time.</summary>
    Booked,

    /// <summary>The guest is here.</summary>
    Arrived,

    /// <summary>Over, as planned.</summary>
    Done,

    /// <summary>Called off; its time is free again.</summary>
    Cancelled,

    /// <summary>Nobody came; what was left of its time is free again.</summary>
    NoShow,
}

/// <summary>Through which door a booking came; kept in its history (S0-5).</summary>
public enum BookingPath
{
    /// <summary>BOOK NOW, the person typed in, nobody looked up.</summary>
    Unvalidated,

    /// <summary>BOOK NOW for a customer that was found and chosen first.</summary>
    Validated,

    /// <summary>BOOK FOR ITINERARY.</summary>
    Itinerary,

    /// <summary>By the guest.</summary>
    Online,
}

/// <summary>The three kinds of services.</summary>
public enum ServiceKind
{
    /// <summary>One guest or party, one resource, minutes.</summary>
    Appointment,

    /// <summary>A fixed time with a number of places.</summary>
    Class,

    /// <summary>Nights in a room.</summary>
    Stay,
}
