using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>Question: what was booked. Answered for the business at work only.</summary>
public interface IBookings
{
    /// <summary>The booking of that id, or null when this business has none.</summary>
    Task<BookingCard?> Find(Guid id, CancellationToken ct);

    /// <summary>A customer's bookings that have not ended yet and are not cancelled, soonest first.</summary>
    Task<IReadOnlyList<BookingCard>> Coming(Guid customerId, CancellationToken ct);

    /// <summary>Several at once, in one statement, soonest first; ids that do not exist are left out.</summary>
    Task<IReadOnlyList<BookingCard>> FindMany(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Whose each of these bookings is; those that do not exist are left out. One statement.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> CustomersOf(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct);

    /// <summary>An itinerary's bookings that have not ended yet and are not cancelled, soonest first.</summary>
    Task<IReadOnlyList<BookingCard>> OfItinerary(Guid itineraryId, CancellationToken ct);
}

/// <summary>A booking as other modules see one.</summary>
/// <param name="Id">The booking.</param>
/// <param name="Code">What people say on the telephone, for example <c>K7QM-2XP4</c>.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="Kind">Which of the three kinds.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Resource">Name of the room, therapist or table; null for a class without one.</param>
/// <param name="StartsAtUtc">Start; for a stay the check-in instant of the arrival day.</param>
/// <param name="EndsAtUtc">End; for a stay the check-out instant of the departure day.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Price">What it costs in all.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record BookingCard(
    Guid Id, string Code, Guid CustomerId, ServiceKind Kind, string Service, string? Resource,
    DateTime StartsAtUtc, DateTime EndsAtUtc, BookingStatus Status, Money Price, int Version)
{
    /// <summary>Arrival day of a stay; null otherwise.</summary>
    public DateOnly? Arrival { get; init; }

    /// <summary>Departure day of a stay; null otherwise.</summary>
    public DateOnly? Departure { get; init; }

    /// <summary>Through which door it came.</summary>
    public BookingPath Path { get; init; }

    /// <summary>When it was made.</summary>
    public DateTime MadeAtUtc { get; init; }

    /// <summary>The itinerary it is part of; null for none, and once it was assigned to another customer than the itinerary's.</summary>
    public Guid? ItineraryId { get; init; }

    /// <summary>How many people it is for; at least 1.</summary>
    public int Party { get; init; } = 1;
}

/// <summary>Implemented downstream by a module that has something to show on the booking page, or that knows who was told what.</summary>
public interface IBookingPanel
{
    /// <summary>Heading of the panel.</summary>
    string Title { get; }

    /// <summary>Panels are shown in rising order.</summary>
    int Order { get; }

    /// <summary>A Razor component with parameters <c>BookingId</c> and <c>CustomerId</c> (Guid).</summary>
    Type Component { get; }

    /// <summary>The component draws its own card with the heading, or nothing at all where it has nothing to say.</summary>
    bool DrawsItself => false;

    /// <summary>The right a person needs to see it.</summary>
    string Right { get; }
}

/// <summary>Implemented downstream by whoever tells customers: keeps the message about a change back while it has not gone.</summary>
public interface IHoldBackMessages
{
    /// <summary>Part of the caller's work: nothing is kept until the caller saves.</summary>
    /// <param name="bookingId">The booking.</param>
    /// <param name="version">Its version after the change that is not to be told.</param>
    /// <param name="ct">Cancels the act.</param>
    /// <returns>False when there is no such message waiting: it has gone, or could not go for another reason.</returns>
    Task<bool> HoldBack(Guid bookingId, int version, CancellationToken ct);
}

/// <summary>Implemented downstream: what became of the messages about a booking, for the API's answer and the agenda.</summary>
public interface IBookingMessages
{
    /// <summary>Counts by state (<c>sent</c>, <c>queued</c>, <c>suppressed</c> …) for each of the bookings that has messages.</summary>
    Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, int>>> Summarise(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct);
}

/// <summary>Implemented downstream: a warning about coming bookings that the agenda shows as a sign with words.</summary>
public interface IBookingWarnings
{
    /// <summary>A few words for each of the bookings there is something to say about, for example "38 % risk of a no-show". One statement.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct);
}
