using BookingPlatform.Kernel;

namespace BookingPlatform.Customers.Contracts;

/// <summary>Refusals about a customer that several modules give, in the same words.</summary>
public static class CustomerRefusals
{
    /// <summary>A deleted record stays readable, but nothing new may happen to it: 409 <c>customer-deleted</c>.</summary>
    /// <param name="customerId">The record; the member <c>customerId</c> of the problem.</param>
    public static Refusal Deleted(Guid customerId) =>
        Refusal.Conflict("customer-deleted", "This customer was deleted. Restore the record first, or use another one.").With("customerId", customerId);

    /// <summary>Why nothing can be booked for the customer; null when something can.</summary>
    public static Refusal? RefuseBooking(this CustomerCard customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.IsDeleted ? Deleted(customer.Id) : null;
    }
}
