using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Customers.Pages.Erasing;

/// <summary>On the customer card: whether the person is to be erased, and the way there.</summary>
internal sealed class PrivacyPanel : ICustomerPanel
{
    public string Title => "Personal data";

    public int Order => 90;

    public CustomerTab Tab => CustomerTab.Privacy;

    public Type Component => typeof(PrivacyOfCustomer);

    public string Right => Rights.EraseCustomers;
}
