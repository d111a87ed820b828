using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Notifications.Contracts;
using BookingPlatform.Notifications.Domain;
using BookingPlatform.Notifications.Mail;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Notifications.Gate;

/// <summary>
/// The one gate of every outgoing message (C18): asked when a message is prepared, again when it is handed over, and when staff send one by hand.
/// Nothing reaches the mail transport past it.
/// </summary>
internal sealed class MessageGate(NotificationsDb db, ICustomers customers, IBookings bookings, IMailTransport transport, Work work)
{
    public async Task<Passage> Ask(Message message, CancellationToken ct) => message.ItineraryId is { } itinerary ? await AskForStay(message, itinerary, ct) : await AskForBooking(message, ct);

    /// <summary>The bookings of an itinerary that its confirmation tells, soonest first.</summary>
    public Task<IReadOnlyList<BookingCard>> Stay(Guid itineraryId, CancellationToken ct) => bookings.OfItinerary(itineraryId, ct);

    /// <summary>All that is still to come is told at once; a stay of which the customer knows everything is not told again.</summary>
    private async Task<Passage> AskForStay(Message message, Guid itineraryId, CancellationToken ct)
    {
        var (customer, stay) = (await customers.Find(message.CustomerId, ct), await Stay(itineraryId, ct));
        if (stay.Count == 0)
            return new Passage(Reason.ItineraryOver, customer, null);
        var told = await ToldVersions(message.CustomerId, stay, ct);
        var why = stay.All(booking => told.TryGetValue(booking.Id, out var version) && version >= booking.Version) ? Reason.AlreadyTold
            : await IsSwitchedOn(message.Kind, ct) ? Unreachable(customer, transport.IsSetUp)
            : Reason.SwitchedOff;
        return new Passage(why, customer, stay[0]) { Stay = stay };
    }

    private async Task<Dictionary<Guid, int?>> ToldVersions(Guid customerId, IReadOnlyList<BookingCard> stay, CancellationToken ct)
    {
        var ids = stay.Select(booking => booking.Id).ToList();
        return await db.Messages.Where(sent => sent.CustomerId == customerId && ids.Contains(sent.BookingId) && sent.State == MessageState.Sent)
            .GroupBy(sent => sent.BookingId)
            .Select(sent => new { sent.Key, Told = sent.Max(one => one.ToldVersion) })
            .ToDictionaryAsync(sent => sent.Key, sent => sent.Told, ct);
    }

    private async Task<Passage> AskForBooking(Message message, CancellationToken ct)
    {
        var request = new PassageRequest
        {
            Kind = message.Kind,
            CustomerId = message.CustomerId,
            BookingVersion = message.BookingVersion,
            Customer = await customers.Find(message.CustomerId, ct),
            Booking = await bookings.Find(message.BookingId, ct),
            IsSwitchedOn = await IsSwitchedOn(message.Kind, ct),
            CanMail = transport.IsSetUp,
            ToldVersion = await ToldVersion(message, ct),
            Now = work.Now,
        };
        return new Passage(Judge(request), request.Customer, request.Booking);
    }

    /// <summary>
    /// Null lets the message through. The order matters: what nobody needs to be told any more comes before what could not be told,
    /// because only the latter counts as missed and is offered later.
    /// </summary>
    public static Reason? Judge(PassageRequest request) => Needless(request) ?? Unreachable(request);

    private static Reason? Needless(PassageRequest request) => request switch
    {
        { Booking: null } => Reason.BookingGone,
        { Booking: var booking } when booking.CustomerId != request.CustomerId => Reason.Reassigned,
        { Booking: var booking } when booking.EndsAtUtc <= request.Now => Reason.BookingOver,
        { Kind: MessageKind.Cancellation, Booking.Status: not BookingStatus.Cancelled } => Reason.BookingStands,
        { Kind: not MessageKind.Cancellation, Booking.Status: BookingStatus.Cancelled } => Reason.BookingCancelled,
        { ToldVersion: { } told } when told >= request.BookingVersion => Reason.AlreadyTold,
        { ToldVersion: null, Booking.ItineraryId: not null } => Reason.AwaitsItinerary,
        { IsSwitchedOn: false } => Reason.SwitchedOff,
        _ => null,
    };

    private static Reason? Unreachable(PassageRequest request) => Unreachable(request.Customer, request.CanMail);

    private static Reason? Unreachable(CustomerCard? customer, bool canMail) => (customer, canMail) switch
    {
        (null, _) => Reason.CustomerGone,
        ({ EmailState: EmailState.Bounced }, _) => Reason.Bounced,
        ({ IsReachable: false }, _) => Reason.NoEmail,
        (_, false) => Reason.NotSetUp,
        _ => null,
    };

    /// <summary>For a message to a person that is about no booking.</summary>
    public async Task<(Reason? WhyNot, CustomerCard? Customer)> AskFor(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Find(customerId, ct);
        return (Judge(customer), customer);
    }

    /// <summary>The same for a person already known. A deleted record gets no mail about itself.</summary>
    public Reason? Judge(CustomerCard? customer) => Unreachable(customer is { IsDeleted: true } ? null : customer, transport.IsSetUp);

    /// <summary>For a mail to an address that a guest typed, who may be nobody known here: what is known about the address as a customer's counts all the same.</summary>
    public async Task<Reason?> AskForAddress(string address, Guid? customerId, CancellationToken ct)
    {
        if (PlaceholderWall.Stops(address))
            return Reason.Placeholder;
        var customer = customerId is { } id ? await customers.Find(id, ct) : null;
        return customer is { EmailState: EmailState.Bounced } && address.Equals(customer.Email, StringComparison.OrdinalIgnoreCase) ? Reason.Bounced
            : transport.IsSetUp ? null
            : Reason.NotSetUp;
    }

    private async Task<bool> IsSwitchedOn(MessageKind kind, CancellationToken ct) =>
        (await db.Switches.AsNoTracking().SingleOrDefaultAsync(ct) ?? new MessageSwitches()).Allow(kind);

    /// <summary>The newest version of the booking that this customer has been told of.</summary>
    private Task<int?> ToldVersion(Message message, CancellationToken ct) => db.Messages
        .Where(sent => sent.BookingId == message.BookingId && sent.CustomerId == message.CustomerId && sent.State == MessageState.Sent)
        .MaxAsync(sent => sent.ToldVersion, ct);
}

/// <summary>Everything the gate looks at.</summary>
internal sealed record PassageRequest
{
    public required MessageKind Kind { get; init; }

    public required Guid CustomerId { get; init; }

    public required int BookingVersion { get; init; }

    public required CustomerCard? Customer { get; init; }

    public required BookingCard? Booking { get; init; }

    public required bool IsSwitchedOn { get; init; }

    public required bool CanMail { get; init; }

    /// <summary>The newest version of the booking the customer has read about; null when nothing was sent yet.</summary>
    public required int? ToldVersion { get; init; }

    public required DateTime Now { get; init; }
}

/// <summary>The gate's answer; without a reason against it, customer and booking are there.</summary>
internal sealed record Passage(Reason? WhyNot, CustomerCard? Customer, BookingCard? Booking)
{
    /// <summary>All bookings of the itinerary the message is about, of which <see cref="Booking"/> is the soonest; empty for a message about one booking.</summary>
    public IReadOnlyList<BookingCard> Stay { get; init; } = [];
}
