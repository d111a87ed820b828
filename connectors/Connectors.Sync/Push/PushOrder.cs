using BookingPlatform.Connectors.Abstractions;
using BookingPlatform.Connectors.Sync.Domain;
using BookingPlatform.Connectors.Sync.Plugins;
using BookingPlatform.Customers.Contracts;
using GuestDetails = BookingPlatform.Connectors.Abstractions.GuestDetails;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>One push: whom, as what, through which connector.</summary>
/// <param name="Operation">The row it reports to.</param>
/// <param name="Customer">The newest, as just read.</param>
/// <param name="Connection">Whose rules count.</param>
/// <param name="Connector">What speaks for it.</param>
/// <param name="TriedBeforeUtc">When the guest was first attempted to be made, if that was before this push.</param>
internal sealed record PushOrder(Operation Operation, CustomerCard Customer, Connection Connection, OpenedConnector Connector, DateTime? TriedBeforeUtc)
{
    public GuestDetails Wanted { get; } = WantedGuest.Of(Customer);

    public IPmsConnector Pms => Connector.Pms;

    public string Vendor => Connector.Vendor;

    /// <summary>What the PMS keeps with a guest that we make.</summary>
    public string Reference => Customer.Id.ToString("D");
}
