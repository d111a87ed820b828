using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Bookings.Cash.Pages;

/// <summary>The bill on the booking's page.</summary>
internal sealed class BookingBillPanel : IBookingPanel
{
    public string Title => "Bill";

    public int Order => 5;

    public Type Component => typeof(BookingBill);

    public string Right => Kernel.Web.Right.UseCash;
}

/// <summary>A customer's bills on their card.</summary>
internal sealed class CustomerBillsPanel : ICustomerPanel
{
    public string Title => "Bills";

    public int Order => 20;

    public Type Component => typeof(CustomerBills);

    public string Right => Kernel.Web.Right.UseCash;
}
