using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Bookings.Statement;

/// <summary>The button on the customer card (S1-35); a deleted customer still has a statement.</summary>
internal sealed class StatementAction : ICustomerAction
{
    public string Key => "statement";

    public string Text => "Statement";

    public string Icon => "file-text";

    public int Order => 50;

    public string Right => Rights.SeeBookings;

    public bool WorksWhenDeleted => true;

    public string Href(Guid customerId) => $"/customers/{customerId}/statement";
}
