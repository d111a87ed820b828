using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Features;

/// <summary>A booking as the API answers it and the pages show it. Times carry the business's offset.</summary>
internal record BookingAnswer
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required BookingStatus Status { get; init; }

    public required BookingPath Path { get; init; }

    public required Guid ServiceId { get; init; }

    public required ServiceKind Kind { get; init; }

    public required string Service { get; init; }

    public required string Colour { get; init; }

    public required Guid? ResourceId { get; init; }

    public required string? Resource { get; init; }

    public required Guid? SessionId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public required DateOnly? Arrival { get; init; }

    public required DateOnly? Departure { get; init; }

    public required int Party { get; init; }

    public required Money Price { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Null only when the record is gone; <see cref="BookedAs"/> then still tells the name.</summary>
    public required BookedCustomer? Customer { get; init; }

    /// <summary>Whether the customer can be written to, as things stand now.</summary>
    public required bool Reachable { get; init; }

    /// <summary>The name the booking was made in.</summary>
    public required string BookedAs { get; init; }

    public required Guid? ItineraryId { get; init; }

    public required Guid? ItineraryGuestId { get; init; }

    /// <summary>Who comes, when it is not the customer but a guest of the itinerary.</summary>
    public required string? Guest { get; init; }

    public required string? Notes { get; init; }

    public required BookingAlert? Alert { get; init; }

    /// <summary>The assignment that put it with its customer; null while it is where it was booked.</summary>
    public required Guid? AssignmentId { get; init; }

    public required string? CancelReason { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required int Version { get; init; }

    /// <summary>The name to show: the customer's of today, else the one booked in.</summary>
    public string Name => Customer?.Name ?? BookedAs;

    public static BookingAnswer From(Business business, BookingRow row, CustomerCard? customer, DateTime now)
    {
        var booking = row.Booking;
        return new BookingAnswer
        {
            Id = booking.Id,
            Code = booking.Code,
            Status = booking.Status,
            Path = booking.Path,
            ServiceId = booking.ServiceId,
            Kind = row.Kind,
            Service = row.Service,
            Colour = row.Colour,
            ResourceId = booking.ResourceId ?? row.SessionResourceId,
            Resource = row.Resource,
            SessionId = booking.SessionId,
            StartsAt = business.At(booking.StartsAtUtc),
            EndsAt = business.At(booking.EndsAtUtc),
            Arrival = booking.Arrival,
            Departure = booking.Departure,
            Party = booking.Party,
            Price = booking.Price,
            CustomerId = booking.CustomerId,
            Customer = customer is null ? null : BookedCustomer.From(customer),
            Reachable = customer?.IsReachable ?? false,
            BookedAs = booking.BookedAs,
            ItineraryId = booking.ItineraryId,
            ItineraryGuestId = booking.ItineraryGuestId,
            Guest = row.Guest,
            Notes = booking.Notes,
            Alert = booking.KeptAlert.Shown(customer, booking.IsOver(now)),
            AssignmentId = booking.AssignmentId,
            CancelReason = booking.CancelReason,
            MadeAt = business.At(booking.MadeAtUtc),
            Version = booking.Version,
        };
    }
}

/// <summary>Whom a booking is for. While there is only a placeholder <paramref name="Email"/> is null and the state says so.</summary>
internal sealed record BookedCustomer(Guid Id, string FirstName, string LastName, string? Email, EmailState EmailState)
{
    public string? PlaceholderEmail { get; init; }

    public string? Phone { get; init; }

    /// <summary>The customer's own alert as it is today, whatever the booking keeps; for staff's eyes only.</summary>
    public string? AlertMessage { get; init; }

    /// <summary>The record was deleted; the name is kept for its bookings (S1-29).</summary>
    public bool Deleted { get; init; }

    public string Name => $"{FirstName} {LastName}".Trim();

    public static BookedCustomer From(CustomerCard card) => new(card.Id, card.FirstName, card.LastName, card.Email, card.EmailState)
    {
        PlaceholderEmail = card.PlaceholderEmail,
        Phone = card.Phone,
        AlertMessage = card.Alert,
        Deleted = card.IsDeleted,
    };
}

/// <summary>A booking with the names of what it links to.</summary>
internal sealed class BookingRow
{
    public required Booking Booking { get; init; }

    public required ServiceKind Kind { get; init; }

    public required string Service { get; init; }

    public required string Colour { get; init; }

    public required string? Resource { get; init; }

    /// <summary>The room of the class, for a booking in a class.</summary>
    public required Guid? SessionResourceId { get; init; }

    public required string? Guest { get; init; }
}

internal static class BookingRows
{
    public static IQueryable<BookingRow> WithNames(this IQueryable<Booking> bookings, BookingsDb db) =>
        from booking in bookings
        join service in db.Services on booking.ServiceId equals service.Id
        join one in db.Sessions on booking.SessionId equals one.Id into sessions
        from session in sessions.DefaultIfEmpty()
        join any in db.Resources on booking.ResourceId ?? session.ResourceId equals any.Id into resources
        from resource in resources.DefaultIfEmpty()
        join other in db.ItineraryGuests on booking.ItineraryGuestId equals other.Id into others
        from guest in others.DefaultIfEmpty()
        select new BookingRow
        {
            Booking = booking,
            Kind = service.Kind,
            Service = service.Name,
            Colour = service.Colour,
            Resource = resource.Name,
            SessionResourceId = session.ResourceId,
            Guest = guest.Name,
        };
}
