namespace BookingPlatform.Customers.Email;

/// <summary>
/// Booking sites forward mail through an address made for one booking. It stops working after the stay, differs at every booking and proves nothing about the person.
/// </summary>
internal static class RelayDomains
{
    private static readonly string[] Domains =
    [
        "guest.booking.com", "guest.airbnb.com", "m.airbnb.com", "agoda-messaging.com", "m.expediapartnercentral.com", "guest.expedia.com",
        "guest.trip.com", "guest.vrbo.com", "messages.homeaway.com",
    ];

    public static bool Has(string domain) => Domains.Any(relay => domain == relay || domain.EndsWith($".{relay}", StringComparison.Ordinal));
}
