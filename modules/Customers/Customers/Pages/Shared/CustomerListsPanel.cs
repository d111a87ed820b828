using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Customers.Pages.Shared;

/// <summary>On the customer card: which lists somebody is on.</summary>
internal sealed class CustomerListsPanel : ICustomerPanel
{
    public string Title => "Lists";

    public int Order => 60;

    public Type Component => typeof(ListsPanel);

    public string Right => Kernel.Web.Right.SeeCustomers;
}
