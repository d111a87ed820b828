using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Bookings.Pages;

/// <summary>Shows a customer's bookings on their card.</summary>
internal sealed class CustomerBookingsPanel : ICustomerPanel
{
    public string Title => "Bookings";

    public int Order => 10;

    public CustomerTab Tab => CustomerTab.Bookings;

    public Type Component => typeof(CustomerBookings);

    public string Right => Kernel.Web.Right.SeeBookings;
}
