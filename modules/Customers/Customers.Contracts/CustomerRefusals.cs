using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Refusals about a customer that several modules give, in the same words.</summary>
public static class CustomerRefusals
{
    /// <summary>A deleted record stays readable, but nothing new may happen to it: 409 <c>customer-deleted</c>.</summary>
    /// <param name="customerId">The record; the member <c>customerId</c> of the problem.</param>
    public static Refusal Deleted(Guid customerId) =>
        Refusal.Conflict("customer-deleted", "This customer was deleted. Restore the record first, or use another one.").With("customerId", customerId);

    /// <summary>A record that was merged away only points to another one: 409 <c>customer-merged</c>.</summary>
    /// <param name="customerId">The record; the member <c>customerId</c> of the problem.</param>
    /// <param name="keptId">The record it was merged into; the member <c>keptId</c>.</param>
    public static Refusal Merged(Guid customerId, Guid keptId) =>
        Refusal.Conflict("customer-merged", "This record was merged into another one. Use that one, or undo the merge first.").With("customerId", customerId).With("keptId", keptId);

    /// <summary>A record whose person was erased only holds bookings together: 409 <c>customer-erased</c>.</summary>
    /// <param name="customerId">The record; the member <c>customerId</c> of the problem.</param>
    public static Refusal Erased(Guid customerId) =>
        Refusal.Conflict("customer-erased", "This person's data was erased for good. Make a new record.").With("customerId", customerId);

    /// <summary>Why nothing can be booked for the customer; null when something can.</summary>
    public static Refusal? RefuseBooking(this CustomerCard customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.MergedIntoId is { } kept ? Merged(customer.Id, kept) : customer.IsDeleted ? Deleted(customer.Id) : null;
    }
}
