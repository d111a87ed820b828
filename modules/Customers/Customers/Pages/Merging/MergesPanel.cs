using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.Customers.Pages.Merging;

/// <summary>Merged records on the card's history.</summary>
internal sealed class MergesPanel : ICustomerPanel
{
    public string Title => "Merged records";

    public int Order => 90;

    public CustomerTab Tab => CustomerTab.History;

    public Type Component => typeof(MergesOfCustomer);

    public string Right => Rights.SeeCustomers;
}
