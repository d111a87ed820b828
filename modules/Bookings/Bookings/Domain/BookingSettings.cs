using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Domain;

/// <summary>How a business books; a business without a row uses the values of a new object.</summary>
internal sealed class BookingSettings : IBelongToBusiness, IVersioned
{
    public Guid BusinessId { get; set; }

    public TimeOnly CheckIn { get; set; } = new(15, 0);

    /// <summary>Not after <see cref="CheckIn"/>: otherwise two stays that follow each other would overlap.</summary>
    public TimeOnly CheckOut { get; set; } = new(11, 0);

    public const int NeverByGuests = -1;
    public const int UsualGuestHours = 24;

    /// <summary>Guests may call a booking off by themselves until so many hours before it starts.</summary>
    public int GuestCancelHours { get; set; } = UsualGuestHours;

    /// <summary>The same for moving it.</summary>
    public int GuestMoveHours { get; set; } = UsualGuestHours;

    public int Version { get; set; }

    /// <summary>From check-in on the arrival day until check-out on the departure day.</summary>
    public Interval Time(Business business, Nights nights) => new(business.Utc(nights.Arrival, CheckIn), business.Utc(nights.Departure, CheckOut));
}
