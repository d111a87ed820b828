using BookingPlatform.Customers.Contracts;
using BookingPlatform.Notifications.Features.Passwords;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Notifications.Pages.Passwords;

/// <summary>The button on the customer card (S1-33, C8). That too many links were sent is told on the page it leads to, which asks the database.</summary>
internal sealed class ResetPasswordAction : ICustomerAction
{
    public string Key => "reset-password";

    public string Text => "Reset password";

    public string Icon => "key";

    public int Order => 70;

    public string Right => Rights.ChangeCustomers;

    public string Href(Guid customerId) => $"/customers/{customerId}/password-reset";

    public string? Unavailable(CustomerCard customer) =>
        customer.IsDeleted ? "This customer was deleted. Restore the record first." : customer.WhyNoMailbox();
}

/// <summary>Among the messages of the customer card: the links to set a password, and what became of them.</summary>
internal sealed class PasswordPanel : ICustomerPanel
{
    public string Title => "Links to set a password";

    public int Order => 45;

    public CustomerTab Tab => CustomerTab.Messages;

    public Type Component => typeof(LinksOfCustomer);

    public string Right => Rights.SeeCustomers;
}
