using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Notifications.Pages.Brochures;

/// <summary>The button on the customer card (S1-21). An objection and an open request are told on the page it leads to, which asks the database.</summary>
internal sealed class BrochureAction : ICustomerAction
{
    public string Key => "brochure-request";

    public string Text => "Brochure request";

    public string Icon => "mailbox";

    public int Order => 40;

    public string Right => Rights.ChangeCustomers;

    public string Href(Guid customerId) => $"/customers/{customerId}/brochure-request";

    public string? Unavailable(CustomerCard customer) => customer.IsDeleted ? "This customer was deleted. Restore the record first." : null;
}

/// <summary>On the customer card: what the person does not want, and the brochures so far.</summary>
internal sealed class MarketingPanel : ICustomerPanel
{
    public string Title => "Marketing";

    public int Order => 60;

    public Type Component => typeof(MarketingOfCustomer);

    public string Right => Rights.SeeCustomers;
}
