using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
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
internal sealed class MessageGate(NotificationsDb db, ICustomers customers, IBookings bookings, IMailTransport transport, IBusinesses businesses, AdvertisingGate advertising, Work work)
{
    private MessageSwitches? settings;

    public async Task<Passage> Ask(Message message, CancellationToken ct) =>
        message.MailingId is { } mailing ? await AskForMailing(message, mailing, ct)
        : message.ItineraryId is { } itinerary ? await AskForStay(message, itinerary, ct)
        : await AskForBooking(message, ct);

    /// <summary>Why each of them gets no advertising; whoever gets it is left out.</summary>
    public Task<IReadOnlyDictionary<Guid, Reason>> AskForAdvertising(IReadOnlyCollection<CustomerCard> people, CancellationToken ct) => advertising.WhyNot(people, ct);

    /// <summary>Why no advertising goes to anybody; null when it can.</summary>
    public Reason? WhyNoAdvertising => advertising.WhyNobody;

    private async Task<Passage> AskForMailing(Message message, Guid mailing, CancellationToken ct)
    {
        var customer = await customers.Find(message.CustomerId, ct);
        var why = await db.Mailings.AnyAsync(one => one.Id == mailing && one.State == MailingState.Stopped, ct) ? Reason.MailingStopped
            : customer is null ? Reason.CustomerGone
            : (await advertising.WhyNot([customer], ct)).GetValueOrDefault(customer.Id) ?? (await advertising.HasHad(message, customer.Email!, ct) ? Reason.SameAddress : null);
        return new Passage(why, customer, null) { NotBeforeUtc = (await Settings(ct)).Quiet?.EndAfter(work.Now, await businesses.Get(work.BusinessId, ct)) };
    }

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
            : (await Settings(ct)).Allow(message.Kind) ? Unreachable(customer, transport.IsSetUp, await IsSuppressed(customer, ct))
            : Reason.SwitchedOff;
        return new Passage(why, customer, stay[0]) { Stay = stay, NotBeforeUtc = await QuietUntil(message, stay[0], ct) };
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
        var customer = await customers.Find(message.CustomerId, ct);
        var request = new PassageRequest
        {
            Kind = message.Kind,
            CustomerId = message.CustomerId,
            BookingVersion = message.BookingVersion,
            Customer = customer,
            Booking = await bookings.Find(message.BookingId, ct),
            IsSwitchedOn = (await Settings(ct)).Allow(message.Kind),
            IsMuted = await db.MutedBookings.AnyAsync(muted => muted.BookingId == message.BookingId, ct),
            IsSuppressed = await IsSuppressed(customer, ct),
            CanMail = transport.IsSetUp,
            ToldVersion = await ToldVersion(message, ct),
            RemindsOfUtc = message.RemindsOfUtc,
            Now = work.Now,
        };
        var whyNot = Judge(request);
        return new Passage(whyNot, request.Customer, request.Booking) { NotBeforeUtc = whyNot is null ? await QuietUntil(message, request.Booking!, ct) : null };
    }

    /// <summary>
    /// Quiet hours keep back what the guest is not waiting for. Somebody who books by themselves at night is awake, and what begins before the quiet hours end cannot wait for them.
    /// </summary>
    private async Task<DateTime?> QuietUntil(Message message, BookingCard booking, CancellationToken ct)
    {
        if ((await Settings(ct)).Quiet is not { } quiet || (message.Kind is MessageKind.Confirmation && booking.Path is BookingPath.Online))
            return null;
        var end = quiet.EndAfter(work.Now, await businesses.Get(work.BusinessId, ct));
        return end < booking.StartsAtUtc ? end : null;
    }

    private async Task<bool> IsSuppressed(CustomerCard? customer, CancellationToken ct)
    {
        if (customer?.Email is not { } email)
            return false;
        var key = Suppression.KeyOf(email);
        return await db.Suppressions.AnyAsync(one => one.Address == key && one.LiftedAtUtc == null, ct);
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
        { IsMuted: true } => Reason.Muted,
        { Kind: MessageKind.Reminder } when request.RemindsOfUtc != request.Booking.StartsAtUtc => Reason.MovedSince,
        { Kind: MessageKind.Reminder } when request.Booking.StartsAtUtc <= request.Now || request.Booking.Status is not BookingStatus.Booked => Reason.BookingBegun,
        { Kind: not MessageKind.Reminder, ToldVersion: { } told } when told >= request.BookingVersion => Reason.AlreadyTold,
        { ToldVersion: null, Booking.ItineraryId: not null } => Reason.AwaitsItinerary,
        { IsSwitchedOn: false } => Reason.SwitchedOff,
        _ => null,
    };

    private static Reason? Unreachable(PassageRequest request) => Unreachable(request.Customer, request.CanMail, request.IsSuppressed);

    private static Reason? Unreachable(CustomerCard? customer, bool canMail, bool isSuppressed) => (customer, canMail, isSuppressed) switch
    {
        (null, _, _) => Reason.CustomerGone,
        ({ EmailState: EmailState.Bounced }, _, _) => Reason.Bounced,
        ({ IsReachable: false }, _, _) => Reason.NoEmail,
        (_, _, true) => Reason.Suppressed,
        (_, false, _) => Reason.NotSetUp,
        _ => null,
    };

    /// <summary>For a message to a person that is about no booking.</summary>
    public async Task<(Reason? WhyNot, CustomerCard? Customer)> AskFor(Guid customerId, CancellationToken ct)
    {
        var customer = await customers.Find(customerId, ct);
        return (Judge(customer) ?? (await IsSuppressed(customer, ct) ? Reason.Suppressed : null), customer);
    }

    /// <summary>The same for a person already known. A deleted record gets no mail about itself.</summary>
    public Reason? Judge(CustomerCard? customer) => Unreachable(customer is { IsDeleted: true } ? null : customer, transport.IsSetUp, isSuppressed: false);

    /// <summary>
    /// For a mail that the reader of an address asked for, who may be nobody known here: what is known about the address as a customer's counts all the same.
    /// A complaint about other mails does not lock anybody out who asks for a code.
    /// </summary>
    public async Task<Reason?> AskForAddress(string address, Guid? customerId, CancellationToken ct)
    {
        if (PlaceholderWall.Stops(address))
            return Reason.Placeholder;
        var customer = customerId is { } id ? await customers.Find(id, ct) : null;
        if (customer is { EmailState: EmailState.Bounced } && address.Equals(customer.Email, StringComparison.OrdinalIgnoreCase))
            return Reason.Bounced;
        var key = Suppression.KeyOf(address);
        if (await db.Suppressions.AnyAsync(one => one.Address == key && one.Reason == SuppressionReason.HardBounce && one.LiftedAtUtc == null, ct))
            return Reason.Suppressed;
        return transport.IsSetUp ? null : Reason.NotSetUp;
    }

    private async Task<MessageSwitches> Settings(CancellationToken ct) => settings ??= await db.Switches.AsNoTracking().SingleOrDefaultAsync(ct) ?? new MessageSwitches();

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

    /// <summary>Staff switched messages about this booking off.</summary>
    public bool IsMuted { get; init; }

    /// <summary>The address is on the suppression list.</summary>
    public bool IsSuppressed { get; init; }

    /// <summary>Of a reminder the start it was made for.</summary>
    public DateTime? RemindsOfUtc { get; init; }

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

    /// <summary>When the quiet hours end that it has to wait for; null when it may go at once.</summary>
    public DateTime? NotBeforeUtc { get; init; }
}
