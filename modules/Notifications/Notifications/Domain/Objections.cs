using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Notifications.Domain;

/// <summary>
/// By which ways a customer does not want advertising (GDPR, article 21). Messages about their own bookings are none. Without a row: no objection.
/// It outlives the deletion of the record: what somebody forbade stays forbidden.
/// </summary>
internal sealed class Objections : IBelongToBusiness, IVersioned
{
    public required Guid CustomerId { get; init; }

    public Guid BusinessId { get; set; }

    public bool Post { get; set; }

    public bool Email { get; set; }

    public int Version { get; set; }
}
