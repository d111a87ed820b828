using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Notifications.Pages;

/// <summary>
/// The button on the customer card (C8). Customers have no sign-in and so no password before the Guest App is there; until then the button says so
/// instead of sending a link that leads nowhere.
/// </summary>
internal sealed class ResetPasswordAction : ICustomerAction
{
    public string Key => "reset-password";

    public string Text => "Reset password";

    public string Icon => "key";

    public int Order => 70;

    public string Right => Rights.ChangeCustomers;

    public string Href(Guid customerId) => $"/customers/{customerId}";

    public string? Unavailable(CustomerCard customer) => customer switch
    {
        { IsDeleted: true } => "This customer was deleted. Restore the record first.",
        { EmailState: EmailState.Bounced } => "Mail to this customer comes back, so no link can be sent. Correct the email first.",
        { IsReachable: false } => "There is no mailbox to send a link to. Add an email first.",
        _ => "Available with the Guest App: customers have no password yet.",
    };
}
