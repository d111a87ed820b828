using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Question and act: a guest's own bookings, and what the business lets guests change about them by themselves. The caller has proved who the guest is; a booking of anybody else is not found.
/// Each act is a use case of its own and saves.
/// </summary>
public interface IGuestBookings
{
    /// <summary>All bookings of the guest, whatever became of them, latest start first; at most 500.</summary>
    Task<IReadOnlyList<GuestBooking>> Of(Guid customerId, CancellationToken ct);

    /// <summary>One of them, or null.</summary>
    Task<GuestBooking?> Find(Guid customerId, Guid bookingId, CancellationToken ct);

    /// <summary>Calls a booking off. Refused: <c>not-found</c>, <c>wrong-state</c>, <c>too-late</c> (inside the hours of the policy, or guests may not).</summary>
    Task<Answer<GuestBooking>> Cancel(Guid customerId, Guid bookingId, CancellationToken ct);

    /// <summary>When the booking could take place instead: what guests may book by themselves, for as many people and nights. Refused: <c>not-found</c>, <c>validation</c>.</summary>
    /// <param name="customerId">Whose booking.</param>
    /// <param name="bookingId">Which booking; its own time counts as free.</param>
    /// <param name="from">First day, on the business's wall.</param>
    /// <param name="until">Last day, at most 62 later.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<Answer<IReadOnlyList<OtherTime>>> OtherTimes(Guid customerId, Guid bookingId, DateOnly from, DateOnly until, CancellationToken ct);

    /// <summary>
    /// Moves a booking through the one lock of all bookings, after asking <see cref="IOnlineGate"/>. Refused: <c>not-found</c>, <c>wrong-state</c>, <c>too-late</c>, <c>online-blocked</c>,
    /// <c>slot-taken</c>, and what refuses an online booking (<c>not-online</c>, <c>too-soon</c> …).
    /// </summary>
    Task<Answer<GuestBooking>> Move(Guid customerId, Guid bookingId, OtherTime to, CancellationToken ct);
}

/// <summary>A booking as its guest may see it, and until when they may change it.</summary>
/// <param name="Card">The booking.</param>
/// <param name="CancelUntilUtc">Null when it cannot be called off by its guest, now or at all.</param>
/// <param name="MoveUntilUtc">Null when it cannot be moved by its guest, now or at all.</param>
public sealed record GuestBooking(BookingCard Card, DateTime? CancelUntilUtc, DateTime? MoveUntilUtc);

/// <summary>A time to move to; of a stay the days.</summary>
/// <param name="StartsAtUtc">Start of an appointment or class; of a stay its check-in.</param>
/// <param name="EndsAtUtc">End of it.</param>
/// <param name="ResourceId">With whom or in which room; null for a class without one.</param>
/// <param name="Resource">Their name.</param>
public sealed record OtherTime(DateTime StartsAtUtc, DateTime EndsAtUtc, Guid? ResourceId, string? Resource)
{
    /// <summary>Arrival day of a stay.</summary>
    public DateOnly? Arrival { get; init; }

    /// <summary>Departure day of a stay.</summary>
    public DateOnly? Departure { get; init; }
}
