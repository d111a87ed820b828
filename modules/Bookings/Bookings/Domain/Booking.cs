using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Domain;

/// <summary>Somebody comes at a time. The customer is linked live; only the name at the time of booking is kept with it (C3).</summary>
internal sealed class Booking : IBelongToBusiness, IVersioned
{
    public const int LongestAlert = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid BusinessId { get; set; }

    /// <summary>What people say on the telephone; see <see cref="BookingCode"/>.</summary>
    public string Code { get; private init; } = BookingCode.New();

    public Guid CustomerId { get; private set; }

    /// <summary>The name the booking was made in; never changes.</summary>
    public string BookedAs { get; private init; } = "";

    public Guid ServiceId { get; private init; }

    public Guid? ResourceId { get; private set; }

    public Guid? SessionId { get; private set; }

    public DateTime StartsAtUtc { get; private set; }

    public DateTime EndsAtUtc { get; private set; }

    /// <summary>Start with the buffer before it: what nobody else may take.</summary>
    public DateTime OccupiedFromUtc { get; private set; }

    public DateTime OccupiedUntilUtc { get; private set; }

    public DateOnly? Arrival { get; private set; }

    public DateOnly? Departure { get; private set; }

    public int Party { get; private init; }

    public BookingStatus Status { get; private set; }

    public BookingPath Path { get; private init; }

    public Guid? ItineraryId { get; private init; }

    /// <summary>The guest of the itinerary it is for; null for the customer.</summary>
    public Guid? ItineraryGuestId { get; private init; }

    public long PriceMinor { get; private set; }

    public string Currency { get; private set; } = "";

    public string? Notes { get; private init; }

    /// <summary>For staff's eyes only: an alert of this booking's own, or the customer's as it was carried on to it.</summary>
    public string? Alert { get; private set; }

    public bool AlertIsInherited { get; private set; }

    /// <summary>The latest assignment that put it with its customer; null while it is where it was booked.</summary>
    public Guid? AssignmentId { get; private set; }

    public string? CancelReason { get; private set; }

    public DateTime MadeAtUtc { get; private init; }

    public int Version { get; set; }

    public Money Price => new(PriceMinor, Currency);

    public KeptAlert KeptAlert => new(Alert, AlertIsInherited);

    /// <summary>Over, done, called off or missed: from then on the booking keeps the alert it had.</summary>
    public bool IsOver(DateTime now) => EndsAtUtc <= now || Status.IsOver();

    public static Booking Make(Slot slot, CustomerCard customer, BookingOrder order, DateTime now)
    {
        var booking = new Booking
        {
            CustomerId = customer.Id,
            BookedAs = customer.Name,
            ServiceId = slot.Service.Id,
            Party = order.Party,
            Path = order.Path,
            ItineraryId = order.ItineraryId,
            ItineraryGuestId = order.ItineraryGuestId,
            Notes = order.Notes,
            MadeAtUtc = now,
        };
        booking.Warn(order.Alert, customer.Alert);
        booking.Occupy(slot);
        booking.Charge(slot);
        return booking;
    }

    /// <summary>Gives the booking an alert of its own, or takes it away: then, and when it says the same as the customer's, it inherits (C4).</summary>
    public void Warn(string? text, string? customers) =>
        (Alert, AlertIsInherited) = text is null || text == customers ? (customers, customers is not null) : (text, false);

    /// <summary>Becomes another customer's. An inherited alert is replaced by theirs, one of its own stays (S2-33); so does the name it was booked in (C3).</summary>
    public AssignedBooking Assign(Assignment assignment, CustomerCard to)
    {
        var before = new AssignedBooking
        {
            AssignmentId = assignment.Id,
            BookingId = Id,
            FromCustomerId = CustomerId,
            PreviousAssignmentId = AssignmentId,
            InheritedAlert = AlertIsInherited ? Alert : null,
        };
        (CustomerId, AssignmentId) = (to.Id, assignment.Id);
        Inherit(to.Alert);
        return before;
    }

    /// <summary>Undoes an assignment. What is still to come inherits the first customer's alert of today, what began keeps the one it had.</summary>
    public void Return(AssignedBooking before, CustomerCard to, DateTime now)
    {
        (CustomerId, AssignmentId) = (to.Id, before.PreviousAssignmentId);
        Inherit(StartsAtUtc > now ? to.Alert : before.InheritedAlert);
    }

    private void Inherit(string? alert)
    {
        if (!KeptAlert.IsOwn)
            (Alert, AlertIsInherited) = (alert, alert is not null);
    }

    /// <summary>Takes another time, length or resource. The agreed price stays, unless staff name another or the number of nights changes.</summary>
    public void Move(Slot slot, long? priceMinor = null)
    {
        var nightsBefore = Departure?.DayNumber - Arrival?.DayNumber;
        Occupy(slot);
        if (slot.Nights?.Count != nightsBefore)
            Charge(slot);
        PriceMinor = priceMinor ?? PriceMinor;
    }

    /// <summary>Takes a step of its course back. Whoever calls off a cancellation has taken the time again before.</summary>
    public void StepBack(BookingStatus to) => (Status, CancelReason) = (to, null);

    public bool Cancel(string? reason)
    {
        if (Status is not BookingStatus.Booked)
            return false;
        (Status, CancelReason) = (BookingStatus.Cancelled, reason);
        return true;
    }

    public bool Miss() => Change(BookingStatus.Booked, BookingStatus.NoShow);

    public bool Arrive() => Change(BookingStatus.Booked, BookingStatus.Arrived);

    public bool Complete() => Change(BookingStatus.Arrived, BookingStatus.Done);

    private bool Change(BookingStatus from, BookingStatus to)
    {
        if (Status != from)
            return false;
        Status = to;
        return true;
    }

    private void Occupy(Slot slot)
    {
        (ResourceId, SessionId) = (slot.Session is null ? slot.Resource?.Id : null, slot.Session?.Id);
        (StartsAtUtc, EndsAtUtc) = (slot.Time.From, slot.Time.Until);
        (OccupiedFromUtc, OccupiedUntilUtc) = (slot.Occupied.From, slot.Occupied.Until);
        (Arrival, Departure) = (slot.Nights?.Arrival, slot.Nights?.Departure);
    }

    private void Charge(Slot slot) => (PriceMinor, Currency) = slot.Quote.Total;
}

internal static class Statuses
{
    /// <summary>Whether the booking keeps others from its time.</summary>
    public static bool TakesTime(this BookingStatus status) => status is not (BookingStatus.Cancelled or BookingStatus.NoShow);

    /// <summary>Whether nothing more will come of it.</summary>
    public static bool IsOver(this BookingStatus status) => status is BookingStatus.Done or BookingStatus.Cancelled or BookingStatus.NoShow;
}

/// <summary>What is said about a booking beyond its time and its customer.</summary>
internal sealed record BookingOrder(int Party, BookingPath Path, Guid? ItineraryId, string? Notes, string? Alert)
{
    public Guid? ItineraryGuestId { get; init; }
}
