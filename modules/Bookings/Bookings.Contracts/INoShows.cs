using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Act: a guest did not come, or came after all. For the module that keeps no-shows; it happens inside the caller's work, and nothing is kept until the caller saves.
/// </summary>
public interface IAttendance
{
    /// <summary>
    /// Nobody came. The booking keeps its row, what is left of its time is free again, its bill is voided with trace (S3-4, C9).
    /// Refused: <c>not-found</c>, <c>changed-meanwhile</c>, <c>too-early</c> before its start (S3-23), <c>wrong-state</c> for one that is cancelled, begun, done or missed already (S3-24).
    /// </summary>
    /// <param name="bookingId">Which booking; one place in a class is one booking (S3-27).</param>
    /// <param name="versionSeen">The version that was seen; null for whatever it is now.</param>
    /// <param name="sentence">For the history of the booking: who says so and why.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<MissedBooking>> Miss(Guid bookingId, int? versionSeen, string sentence, CancellationToken ct);

    /// <summary>
    /// It was not so: the booking is as before, with its time taken again through the calendar lock (S3-22).
    /// Refused: <c>not-found</c>, <c>changed-meanwhile</c>, <c>wrong-state</c>, <c>slot-taken</c> when somebody else has its time by now.
    /// </summary>
    /// <param name="bookingId">Which booking.</param>
    /// <param name="versionSeen">The version that was seen; null for whatever it is now.</param>
    /// <param name="how">What to restore.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<BookingCard>> TakeBack(Guid bookingId, int? versionSeen, TakeBack how, CancellationToken ct);

    /// <summary>Calls a coming booking off, as staff do at the desk. Refused: <c>not-found</c>, <c>wrong-state</c>.</summary>
    /// <param name="bookingId">Which booking.</param>
    /// <param name="reason">For staff, at most 500 characters.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<BookingCard>> Cancel(Guid bookingId, string reason, CancellationToken ct);

    /// <summary>Bookings that began in a stretch of time and of which nobody has said what became of them, oldest first.</summary>
    /// <param name="fromUtc">Start of the stretch.</param>
    /// <param name="untilUtc">End of it, not included.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<StartedBooking>> WithoutOutcome(DateTime fromUtc, DateTime untilUtc, int most, CancellationToken ct);

    /// <summary>A customer's bookings that start within a stretch of time and wait for an outcome, soonest first.</summary>
    Task<IReadOnlyList<Guid>> Waiting(Guid customerId, DateTime fromUtc, DateTime untilUtc, CancellationToken ct);

    /// <summary>How many bookings of each of these customers began since then and were not cancelled; those without any are left out. One statement.</summary>
    Task<IReadOnlyDictionary<Guid, int>> Expected(IReadOnlyCollection<Guid> customerIds, DateTime sinceUtc, CancellationToken ct);
}

/// <summary>What taking a no-show back restores.</summary>
/// <param name="Bill">The bill was voided by the no-show and is owed again, under the same number.</param>
/// <param name="Arrived">The guest is here, only late: the booking goes on as arrived.</param>
public sealed record TakeBack(bool Bill, bool Arrived);

/// <summary>A booking nobody came to.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">Who was expected.</param>
/// <param name="StartsAtUtc">When.</param>
/// <param name="Version">Its version after the act.</param>
/// <param name="VoidedBill">Whether the act voided the bill; false when it was voided before.</param>
public sealed record MissedBooking(Guid BookingId, Guid CustomerId, DateTime StartsAtUtc, int Version, bool VoidedBill)
{
    /// <summary>What had been paid and is credit now, to be given back or kept as a fee (S3-25); zero when nothing was paid.</summary>
    public required Money Credit { get; init; }
}

/// <summary>A booking whose time has begun.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="ServiceId">What was booked.</param>
/// <param name="StartsAtUtc">When it began.</param>
public sealed record StartedBooking(Guid BookingId, Guid CustomerId, Guid ServiceId, DateTime StartsAtUtc);

/// <summary>Implemented downstream by the module that keeps no-shows: what a press on the agenda, the booking page or the tray does. Each call is a use case of its own and saves.</summary>
public interface INoShowDesk
{
    /// <summary>Marks bookings as no-shows, all of them or none.</summary>
    /// <param name="bookings">With the versions that were seen; null for whatever they are now.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<NoShowNotice>> Mark(IReadOnlyList<(Guid Id, int? VersionSeen)> bookings, CancellationToken ct);

    /// <summary>Takes a no-show back.</summary>
    /// <param name="bookingId">Which booking.</param>
    /// <param name="versionSeen">The version that was seen; null for whatever it is now.</param>
    /// <param name="arrived">The guest is here, only late.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<NoShowNotice>> TakeBack(Guid bookingId, int? versionSeen, bool arrived, CancellationToken ct);

    /// <summary>What the platform itself believes about bookings that wait for an outcome, in a sentence each; those it has no opinion on are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Proposals(IReadOnlyCollection<Guid> bookingIds, CancellationToken ct);
}

/// <summary>What was done, for the page it was pressed on.</summary>
/// <param name="Bookings">How many.</param>
/// <param name="Question">Address of the page that asks what follows from it; null when nothing is to be asked.</param>
public sealed record NoShowNotice(int Bookings, string? Question);
