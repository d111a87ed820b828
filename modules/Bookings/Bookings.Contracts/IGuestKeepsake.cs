namespace BookingPlatform.Bookings.Contracts;

/// <summary>Implemented downstream by a module that has something for a guest to take along from the confirmation of a booking: a file for the calendar.</summary>
public interface IGuestKeepsake
{
    /// <summary>Name of an icon.</summary>
    string Icon { get; }

    /// <summary>On the button: "Add to calendar".</summary>
    /// <param name="language">BCP 47 tag of the guest's language.</param>
    string Text(string language);

    /// <summary>Where it is, behind <c>/g/{slug}</c>. It is shown to whoever made the booking, so nobody else may be able to guess it.</summary>
    string Path(Guid bookingId);
}
