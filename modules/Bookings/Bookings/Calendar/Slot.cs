using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>The time and place somebody asks for, as typed or sent.</summary>
/// <param name="ServiceId">What.</param>
/// <param name="ResourceId">With whom or where; null for whoever is free.</param>
/// <param name="StartsAt">Appointments and classes: ISO 8601, with an offset or in the business's own time.</param>
/// <param name="Arrival">Stays: first night.</param>
/// <param name="Departure">Stays: the morning of leaving.</param>
internal sealed record SlotWish(Guid ServiceId, Guid? ResourceId, string? StartsAt, DateOnly? Arrival, DateOnly? Departure)
{
    public int Party { get; init; } = 1;

    /// <summary>Asked by a guest: notice, horizon and "not online" hold, and reasons are for staff only.</summary>
    public bool IsOnline { get; init; }

    /// <summary>A booking that stands already: what is no longer offered can still be moved.</summary>
    public bool IsMove { get; init; }

    /// <summary>Length of an appointment that is not its service's; null for the usual one.</summary>
    public int? Minutes { get; init; }

    /// <summary>The start of a booking that exists already: it may be kept although it is over.</summary>
    public DateTime? PresentStart { get; init; }
}

/// <summary>A time on one calendar: of a resource, or of a class session's places.</summary>
internal sealed record Slot(Service Service, Resource? Resource, ClassSession? Session, Interval Time)
{
    /// <summary>Set for a stay.</summary>
    public Nights? Nights { get; init; }

    /// <summary>What it costs, for all the people asked for.</summary>
    public required Quote Quote { get; init; }

    public Interval Occupied => Service.Occupied(Time);

    /// <summary>Whose calendar it lies on; calendars are locked in the order of their ids.</summary>
    public Guid CalendarId => Session?.Id ?? Resource!.Id;
}

/// <summary>A wish that keeps all rules: the slots that would fulfil it, any of them, in the order of their calendars.</summary>
internal sealed record SlotPlan(Business Business, Offer Offer, IReadOnlyList<Slot> Slots, int Party)
{
    /// <summary>Why guests could not book this themselves, though staff may; null when they could.</summary>
    public string? Hint { get; init; }
}

/// <summary>Whose own booking or hold does not stand in the way.</summary>
internal readonly record struct Owner(Guid? BookingId, Guid? HoldId)
{
    public static Owner None => default;
}
