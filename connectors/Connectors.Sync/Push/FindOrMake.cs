using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Connectors.Abstractions;

namespace BookingPlatform.Connectors.Sync.Push;

/// <summary>
/// Finds the guest that a customer is, or makes one. The same address under the same name is the same person; under another name people decide. One is made only
/// for somebody with a booking to come, and none for a record that was merged away. Null means that nobody has to be made.
/// </summary>
internal sealed class FindOrMake(Links links, IBookings bookings)
{
    public async Task<PmsAnswer<ExternalGuestId>?> Run(PushOrder order, CancellationToken ct)
    {
        if (order.Operation.CustomerId != order.Customer.Id || (await bookings.Coming(order.Customer.Id, ct)).Count == 0)
            return null;

        var known = await Known(order, ct);
        if (known.Failure is { } failure)
            return failure;
        if (known.Value.Guests.FirstOrDefault(guest => guest.Reference == order.Reference) is { } ours)
            return await Link(order, ours, ct);
        return known.Value switch
        {
            { Guests: [] } => await Make(order, ct),
            { Guests: [var guest], More: false } when guest.Name.Agrees(order.Wanted.Name) => await Link(order, guest, ct),
            { Guests: [var guest, ..] } => Duplicate(order, guest),
        };
    }

    /// <summary>Guests of this address; a relay is nobody's.</summary>
    private static async Task<PmsAnswer<FoundGuests>> Known(PushOrder order, CancellationToken ct)
    {
        if (order.Wanted.Email is not { } email || !order.Connector.Capabilities.Can(PmsFeatures.FindGuest) || !order.Connector.Capabilities.FindBy.HasFlag(GuestKeys.Email))
            return new FoundGuests([], More: false);
        var found = await order.Pms.FindGuests(new GuestQuery { Email = email.Address }, ct);
        return found.Succeeded ? found.Value with { Guests = [.. found.Value.Guests.Where(guest => !guest.EmailIsRelay)] } : found;
    }

    private async Task<PmsAnswer<ExternalGuestId>> Make(PushOrder order, CancellationToken ct)
    {
        if (!order.Connector.Capabilities.Can(PmsFeatures.CreateGuest))
            return new PmsFailure.NotSupported($"{order.Vendor} does not let us make guests. Make this guest there, with the same email; then press Try again.");
        var made = await order.Pms.CreateGuest(new NewGuest(order.Reference, order.Wanted) { FirstTriedUtc = order.TriedBeforeUtc }, ct);
        return made.Failure is { } failure ? failure : await Link(order, made.Value, ct);
    }

    private async Task<PmsAnswer<ExternalGuestId>> Link(PushOrder order, ExternalGuest guest, CancellationToken ct) =>
        await links.Make(order.Operation, guest.Id, $"Linked to a guest in {order.Vendor}", ct) ? guest.Id : Duplicate(order, guest);

    private static PmsFailure.Business Duplicate(PushOrder order, ExternalGuest guest) => new(
        BusinessCode.PossibleDuplicate,
        $"{order.Vendor} already has this email, for {guest.Name.First} {guest.Name.Last}. Decide whether they are the same person.")
    {
        OtherGuest = guest.Id,
    };
}
