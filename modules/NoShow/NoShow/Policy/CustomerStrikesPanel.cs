using BookingPlatform.Customers.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.NoShow.Policy;

/// <summary>On the customer card, beside the bookings.</summary>
internal sealed class CustomerStrikesPanel : ICustomerPanel
{
    public string Title => "No-shows and objections";

    public int Order => 30;

    public CustomerTab Tab => CustomerTab.Bookings;

    public Type Component => typeof(StrikesPanel);

    public string Right => Rights.SeeBookings;
}
