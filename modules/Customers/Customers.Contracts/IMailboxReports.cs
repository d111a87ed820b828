using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Acts of whoever sends mail: an address takes none, or staff correct it from where they noticed.</summary>
public interface IMailboxReports
{
    /// <summary>Mail to the address came back for good: if the customer still has it, it counts as bounced until it is corrected. Part of the caller's work: nothing is kept until the caller saves.</summary>
    /// <param name="customerId">A customer of the business at work; an id that does not exist changes nothing.</param>
    /// <param name="address">The address that was mailed.</param>
    /// <param name="ct">Cancels the act.</param>
    Task CameBack(Guid customerId, string address, CancellationToken ct);

    /// <summary>Puts another email on the customer, as staff do on the card: the same checks, the same refusals, and it saves.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="email">As typed.</param>
    /// <param name="share">True when staff were told that somebody else has the address too, and both use it.</param>
    /// <param name="ct">Cancels the act.</param>
    Task<Answer<Done>> Correct(Guid customerId, string? email, bool share, CancellationToken ct);
}
