namespace BookingPlatform.Customers.Contracts;

/// <summary>
/// Told by the bookings when a visit took place or turned out not to have: the address book filters and sorts by the last one.
/// </summary>
public interface IVisitBook
{
    /// <summary>
    /// Notes the day of the customer's last visit inside the caller's transaction, at once and in one statement; the caller saves.
    /// The record keeps its version and no fact is told.
    /// </summary>
    /// <param name="customerId">A customer of the business at work; an id that does not exist changes nothing.</param>
    /// <param name="lastVisit">The business's local day; null when there is no visit left.</param>
    /// <param name="ct">Cancels the statement.</param>
    Task Note(Guid customerId, DateOnly? lastVisit, CancellationToken ct);
}
