namespace BookingPlatform.Bookings.Contracts;

/// <summary>Implemented downstream by a module that wants staff to know something about a customer while they book, and on the booking. It never keeps anybody from saving.</summary>
public interface IGuestWarning
{
    /// <summary>A Razor component with parameters <c>CustomerId</c> (Guid) and <c>BookingId</c> (Guid?, null while the booking is being made, inside the form). It draws nothing where there is nothing to say.</summary>
    Type Component { get; }
}
