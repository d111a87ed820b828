using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>Question: what became of bookings, many at a time, for statistics and evidence. Answered for the business at work only, one statement each.</summary>
public interface IBookingLog
{
    /// <summary>Bookings that start in a stretch of time, cancelled ones included, oldest first; the latest of them when there are more than <paramref name="most"/>.</summary>
    /// <param name="fromUtc">Start of the stretch.</param>
    /// <param name="untilUtc">End of it, not included.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<IReadOnlyList<LoggedBooking>> Between(DateTime fromUtc, DateTime untilUtc, int most, CancellationToken ct);

    /// <summary>All bookings of these customers, oldest first.</summary>
    Task<IReadOnlyList<LoggedBooking>> Of(IReadOnlyCollection<Guid> customerIds, CancellationToken ct);
}

/// <summary>A booking as it was made, and where it stands.</summary>
/// <param name="Id">The booking.</param>
/// <param name="Code">What people say on the telephone.</param>
/// <param name="CustomerId">For whom.</param>
/// <param name="ServiceId">What was booked.</param>
/// <param name="Service">Its name.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="MadeAtUtc">When it was made.</param>
/// <param name="StartsAtUtc">When it begins or began.</param>
/// <param name="Price">What it costs in all.</param>
public sealed record LoggedBooking(
    Guid Id, string Code, Guid CustomerId, Guid ServiceId, string Service, BookingStatus Status, DateTime MadeAtUtc, DateTime StartsAtUtc, Money Price)
{
    /// <summary>Through which door it came.</summary>
    public required BookingPath Path { get; init; }

    /// <summary>How many people it is for.</summary>
    public required int Party { get; init; }

    /// <summary>The name it was booked in.</summary>
    public required string BookedAs { get; init; }

    /// <summary>What was typed as a note when it was made; null when nothing was.</summary>
    public string? Notes { get; init; }
}
