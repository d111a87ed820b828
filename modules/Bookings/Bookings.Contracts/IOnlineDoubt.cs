namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Question: is there a reason to let this guest prove the address before the booking is made. It is asked of strangers only, after <see cref="IOnlineGate"/> has let them in;
/// whoever answers a one-time code may book, whatever the reason was.
/// </summary>
public interface IOnlineDoubt
{
    /// <summary>True when a code is to be asked for. The guest is never told why.</summary>
    /// <param name="customerId">The record the booking would be for, new or known.</param>
    /// <param name="email">The address as typed.</param>
    /// <param name="phone">The telephone number of that record, E.164 where it could be understood; null when there is none.</param>
    /// <param name="ct">Cancels the question.</param>
    Task<bool> Ask(Guid customerId, string email, string? phone, CancellationToken ct);
}
