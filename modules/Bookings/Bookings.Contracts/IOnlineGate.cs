using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Contracts;

/// <summary>
/// Question: may this guest book by themselves. Asked inside the transaction of every booking, move and waiting-list entry that a guest makes, after it is known who they are
/// and before anything is saved; never of what staff book.
/// </summary>
public interface IOnlineGate
{
    /// <summary>Null when they may; otherwise why not, in words for the guest (403 <c>online-blocked</c>).</summary>
    Task<Refusal?> Ask(OnlineGuest guest, CancellationToken ct);
}

/// <summary>Who is about to book.</summary>
/// <param name="CustomerId">The record the booking would be for, new or known.</param>
/// <param name="Email">The address as typed.</param>
/// <param name="EmailIsOwn">False for an address that several people share, or a booking site's alias: it says nothing about who somebody is.</param>
public sealed record OnlineGuest(Guid CustomerId, string? Email, bool EmailIsOwn);
