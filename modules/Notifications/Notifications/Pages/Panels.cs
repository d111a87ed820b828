using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Notifications.Pages;

/// <summary>On the booking page: who was told what.</summary>
internal sealed class BookingMessagesPanel : IBookingPanel
{
    public string Title => "Messages";

    public int Order => 40;

    public Type Component => typeof(MessagesPanel);

    public string Right => Kernel.Web.Right.SeeMessages;
}

/// <summary>On the customer card: the same for all bookings, with what was missed.</summary>
internal sealed class CustomerMessagesPanel : ICustomerPanel
{
    public string Title => "Messages";

    public int Order => 40;

    public CustomerTab Tab => CustomerTab.Messages;

    public Type Component => typeof(MessagesPanel);

    public string Right => Kernel.Web.Right.SeeMessages;
}
