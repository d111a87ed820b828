using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Agenda;

/// <summary>One business day, a column per room, person and space.</summary>
internal sealed record AgendaView(DateOnly Day, DateTimeOffset Now)
{
    public required string TimeZone { get; init; }

    /// <summary>In the order people, spaces, rooms, then by name; last the classes that have no room, if there are any.</summary>
    public required IReadOnlyList<AgendaColumn> Columns { get; init; }

    /// <summary>The opening hours of all columns together; a page draws its grid from the earliest to the latest of these and of the bookings.</summary>
    public required IReadOnlyList<AgendaTime> Open { get; init; }

    /// <summary>Whether the business has any service and any resource yet.</summary>
    public required bool IsSetUp { get; init; }

    public required AgendaChoices Choices { get; init; }
}

/// <summary>A column of the day; <paramref name="ResourceId"/> and <paramref name="Kind"/> are null for the classes without a room.</summary>
internal sealed record AgendaColumn(Guid? ResourceId, string Name, ResourceKind? Kind)
{
    /// <summary>The opening hours of the day; empty when it is closed, and when it has none because it is always open.</summary>
    public required IReadOnlyList<AgendaTime> Open { get; init; }

    public required bool IsAlwaysOpen { get; init; }

    /// <summary>Appointments and stays, soonest first; bookings in classes are in their tile.</summary>
    public required IReadOnlyList<AgendaBooking> Bookings { get; init; }

    public required IReadOnlyList<AgendaClass> Classes { get; init; }

    /// <summary>Closures of this one or of the whole house.</summary>
    public required IReadOnlyList<AgendaClosure> Closures { get; init; }

    /// <summary>What the filter hides but takes time nevertheless, with its buffers.</summary>
    public required IReadOnlyList<AgendaTime> Hidden { get; init; }
}

/// <summary>From when until when, in the business's time.</summary>
internal readonly record struct AgendaTime(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Closed from then until then, and why; no resource for the whole house.</summary>
internal sealed record AgendaClosure(Guid? ResourceId, AgendaTime Time, string Reason)
{
    public bool IsOf(Guid? resourceId) => ResourceId is null || ResourceId == resourceId;
}

/// <summary>A card of the agenda: time, customer, service, status, badges.</summary>
internal sealed record AgendaBooking(Guid Id, string Code, BookingStatus Status, AgendaTime Time)
{
    /// <summary>The guest's time with the buffers around it, for the hatched tails.</summary>
    public required AgendaTime Occupied { get; init; }

    public required ServiceKind Kind { get; init; }

    public required Guid ServiceId { get; init; }

    public required string Service { get; init; }

    public required string Colour { get; init; }

    public required Guid? ResourceId { get; init; }

    public required string? Resource { get; init; }

    public required Guid? SessionId { get; init; }

    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Guid CustomerId { get; init; }

    public required string Customer { get; init; }

    /// <summary>Nothing but a placeholder: the customer has not been told anything.</summary>
    public required bool NoEmail { get; init; }

    /// <summary>What is still to be paid by somebody who has come or should have; null when nothing is.</summary>
    public Money? Owed { get; init; }

    /// <summary>Nothing that was not called off came before: to be welcomed as new.</summary>
    public bool IsFirstVisit { get; init; }

    /// <summary>The alert to show, the booking's own or its customer's; null when there is none.</summary>
    public string? Alert { get; init; }

    /// <summary>What another module warns of, in a few words; null when there is nothing.</summary>
    public string? Warning { get; init; }

    public required int Version { get; init; }
}

/// <summary>A class as a tile: filled 8/10, how many have an alert, how many no email.</summary>
internal sealed record AgendaClass(Guid SessionId, Guid ServiceId, string Service, string Colour, AgendaTime Time)
{
    public required Guid? ResourceId { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Places taken by bookings that are neither cancelled nor missed.</summary>
    public required int Taken { get; init; }

    public required int Alerts { get; init; }

    public required int NoEmails { get; init; }

    public required IReadOnlyList<AgendaBooking> Roster { get; init; }
}

/// <summary>A week, a column per day.</summary>
internal sealed record AgendaWeekView(DateOnly First, DateTimeOffset Now, IReadOnlyList<AgendaWeekDay> Days)
{
    public required string TimeZone { get; init; }

    public required AgendaChoices Choices { get; init; }

    /// <summary>Closed then, somebody, something or, without a resource, everything.</summary>
    public required IReadOnlyList<AgendaClosure> Closures { get; init; }
}

internal sealed record AgendaWeekDay(DateOnly Day, IReadOnlyList<AgendaTime> Open, IReadOnlyList<AgendaBooking> Bookings, IReadOnlyList<AgendaClass> Classes);

/// <summary>What is left out. Cancelled bookings are hidden unless asked for.</summary>
internal sealed record AgendaFilter(Guid? ResourceId = null, Guid? ServiceId = null, BookingStatus? Status = null, bool ShowCancelled = false)
{
    public static AgendaFilter None { get; } = new();

    public bool Shows(AgendaBooking booking) =>
        (ResourceId is null || booking.ResourceId == ResourceId)
        && (ServiceId is null || booking.ServiceId == ServiceId)
        && (Status is { } wanted ? booking.Status == wanted : ShowCancelled || booking.Status is not BookingStatus.Cancelled);

    public bool Shows(AgendaSession session) =>
        (ResourceId is null || session.ResourceId == ResourceId) && (ServiceId is null || session.Class.ServiceId == ServiceId);
}

/// <summary>What the agenda can be narrowed down to: everybody and everywhere, and the services of the days shown.</summary>
internal sealed record AgendaChoices(IReadOnlyList<AgendaChoice> Resources, IReadOnlyList<(Guid Id, string Name)> Services);

internal sealed record AgendaChoice(Guid ResourceId, string Name, ResourceKind Kind);
