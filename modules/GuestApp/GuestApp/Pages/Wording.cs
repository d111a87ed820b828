using BookingPlatform.GuestApp.Features.Me;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.GuestApp.Pages;

internal static class Wording
{
    /// <summary>Days of a stay, or day and time, as the guest is used to.</summary>
    public static string When(this MyBooking booking, Business business) => booking is { Arrival: { } arrival, Departure: { } departure }
        ? $"{business.ShowDay(arrival)} – {business.ShowDay(departure)}"
        : $"{business.ShowDay(booking.StartsAt.UtcDateTime)}, {business.ShowTime(booking.StartsAt.UtcDateTime)}";
}
