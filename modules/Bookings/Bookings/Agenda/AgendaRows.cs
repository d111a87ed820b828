using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;

namespace BookingPlatform.Bookings.Agenda;

/// <summary>A booking as the agenda's statement reads it.</summary>
internal sealed class AgendaRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required BookingStatus Status { get; init; }

    public required DateTime StartsAtUtc { get; init; }

    public required DateTime EndsAtUtc { get; init; }

    public required DateTime OccupiedFromUtc { get; init; }

    public required DateTime OccupiedUntilUtc { get; init; }

    public required ServiceKind Kind { get; init; }

    public required Guid ServiceId { get; init; }

    public required string Service { get; init; }

    public required string Colour { get; init; }

    public required Guid? ResourceId { get; init; }

    public required Guid? SessionId { get; init; }

    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Guid CustomerId { get; init; }

    public required string BookedAs { get; init; }

    public required string? AlertText { get; init; }

    public required bool AlertIsInherited { get; init; }

    public required long LinesMinor { get; init; }

    public required long PaidMinor { get; init; }

    public required string Currency { get; init; }

    public required bool IsVoided { get; init; }

    public required bool IsFirstVisit { get; init; }

    public required int Version { get; init; }

    /// <summary>Before somebody is due nobody minds that it is not paid.</summary>
    public Money? Owed(DateTime now) => !IsVoided && LinesMinor > PaidMinor && (Status is BookingStatus.Arrived or BookingStatus.Done || (Status is BookingStatus.Booked && StartsAtUtc <= now))
        ? new Money(LinesMinor - PaidMinor, Currency)
        : null;

    public string? Alert(CustomerCard? customer, DateTime now) =>
        new KeptAlert(AlertText, AlertIsInherited).Shown(customer, EndsAtUtc <= now || Status.IsOver())?.Text;
}

/// <summary>A class date as the agenda's statement reads it.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    public required Guid ServiceId { get; init; }

    public required string Service { get; init; }

    public required string Colour { get; init; }

    public required Guid? ResourceId { get; init; }

    public required DateTime StartsAtUtc { get; init; }

    public required DateTime EndsAtUtc { get; init; }

    public required int Capacity { get; init; }
}
