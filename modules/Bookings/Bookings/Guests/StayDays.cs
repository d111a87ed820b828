using BookingPlatform.Bookings.Domain;

namespace BookingPlatform.Bookings.Guests;

/// <summary>The length of the stay that a guest has in mind before both days are chosen.</summary>
internal static class StayDays
{
    public static int Nights(GuestChoice choice) =>
        choice is { Arrival: { } arrival, Departure: { } departure } ? Math.Clamp(departure.DayNumber - arrival.DayNumber, 1, Domain.Nights.Most) : 1;
}
