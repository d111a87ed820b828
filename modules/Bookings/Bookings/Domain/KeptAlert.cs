using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Bookings.Domain;

/// <summary>The alert as a booking keeps it (C4): its own, the customer's as last carried on to it, or none.</summary>
internal readonly record struct KeptAlert(string? Text, bool IsInherited)
{
    public bool IsOwn => Text is not null && !IsInherited;

    /// <summary>
    /// What staff are shown. An own alert always; otherwise, until the booking is over, the customer's as it is now, so that a stay in progress
    /// shows it live (S2-13); afterwards what was kept. A customer record that is gone leaves what was kept.
    /// </summary>
    public BookingAlert? Shown(CustomerCard? customer, bool isOver)
    {
        if (IsOwn)
            return new(Text!, BookingAlert.Own);
        var inherited = isOver || customer is null ? Text : customer.Alert;
        return inherited is null ? null : new(inherited, BookingAlert.Inherited);
    }
}

/// <summary>For staff's eyes only. <paramref name="From"/> is <c>own</c>: given to this booking; or <c>inherited</c>: its customer is flagged.</summary>
internal sealed record BookingAlert(string Text, string From)
{
    public const string Own = "own";

    public const string Inherited = "inherited";
}
