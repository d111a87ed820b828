using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.NoShow.Pages;

/// <summary>On the customer card: no-shows and online booking.</summary>
internal sealed class NoShowPanel : ICustomerPanel
{
    public string Title => "No-shows";

    public int Order => 15;

    public Type Component => typeof(NoShowsOfCustomer);

    public string Right => Kernel.Web.Right.SeeCustomers;
}

/// <summary>In the booking form and on the booking.</summary>
internal sealed class NoShowWarning : IGuestWarning
{
    public Type Component => typeof(GuestWarning);
}
