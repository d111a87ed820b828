using BookingPlatform.Bookings.Contracts;
using Rights = BookingPlatform.Kernel.Web.Right;

namespace BookingPlatform.NoShow.Risk;

/// <summary>On the booking page.</summary>
internal sealed class BookingRiskPanel : IBookingPanel
{
    public string Title => "How likely is a no-show";

    public int Order => 60;

    public Type Component => typeof(RiskPanel);

    public string Right => Rights.SeeBookings;
}
