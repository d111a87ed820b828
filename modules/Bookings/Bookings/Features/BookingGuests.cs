using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Customers.Contracts;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>The customer of a booking and the path that led there.</summary>
internal sealed record BookingFor(CustomerCard Customer, BookingPath Path, Guid? ItineraryId)
{
    /// <summary>Who comes, when it is not the customer.</summary>
    public ItineraryGuest? Guest { get; init; }
}

/// <summary>Who a booking is for, in each of the paths (S0-2 … S0-4).</summary>
internal sealed class BookingGuests(BookingsDb db, ICustomers customers)
{
    public async Task<Answer<BookingFor>> Take(MakeBookingRequest request, CancellationToken ct)
    {
        var path = request.Path ?? Implied(request);
        return path switch
        {
            BookingPath.Unvalidated => await Typed(request, ct),
            BookingPath.Validated => await Chosen(request, ct),
            BookingPath.Itinerary => await OfItinerary(request, ct),
            _ => Refusal.Invalid("path", "Staff book by one of the paths unvalidated, validated and itinerary."),
        };
    }

    private static BookingPath Implied(MakeBookingRequest request) =>
        request.ItineraryId is not null ? BookingPath.Itinerary : request.Customer?.Id is not null ? BookingPath.Validated : BookingPath.Unvalidated;

    private async Task<Answer<BookingFor>> Typed(MakeBookingRequest request, CancellationToken ct)
    {
        if (request.Customer?.Id is not null)
            return Refusal.Invalid("customer.id", "A customer that was looked up is booked by the path validated.");
        var typed = request.Customer;
        var details = new GuestDetails(typed?.FirstName, typed?.LastName, typed?.Email, typed?.Phone, request.BookWithoutEmail, request.AcceptSharedEmail);
        return (await customers.TakeForBooking(details, ct)).Then(customer => new BookingFor(customer, BookingPath.Unvalidated, null));
    }

    private async Task<Answer<BookingFor>> Chosen(MakeBookingRequest request, CancellationToken ct)
    {
        if (request.Customer?.Id is not { } id)
            return Refusal.Invalid("customer.id", "Choose the customer first.");
        return (await Known(id, request, ct)).Then(customer => new BookingFor(customer, BookingPath.Validated, null));
    }

    private async Task<Answer<BookingFor>> OfItinerary(MakeBookingRequest request, CancellationToken ct)
    {
        if (request.ItineraryId is not { } id)
            return Refusal.Invalid("itineraryId", "Say which itinerary the booking belongs to.");
        if (await db.Itineraries.AsNoTracking().FirstOrDefaultAsync(itinerary => itinerary.Id == id, ct) is not { } itinerary)
            return SlotPlanner.Unknown("unknown-itinerary", "There is no such itinerary.");
        if (request.Customer?.Id is { } other && other != itinerary.CustomerId)
            return Locked("customer.id", itinerary.CustomerId);
        var guest = request.ItineraryGuestId is { } guestId ? await db.ItineraryGuests.AsNoTracking().FirstOrDefaultAsync(one => one.Id == guestId && one.ItineraryId == id, ct) : null;
        if (request.ItineraryGuestId is not null && guest is null)
            return SlotPlanner.Unknown("unknown-guest", "There is no such guest in this itinerary.");
        return (await Known(itinerary.CustomerId, request, ct)).Then(customer => new BookingFor(customer, BookingPath.Itinerary, id) { Guest = guest });
    }

    private async Task<Answer<CustomerCard>> Known(Guid id, MakeBookingRequest request, CancellationToken ct)
    {
        if (await customers.Find(id, ct) is not { } customer)
            return SlotPlanner.Unknown("unknown-customer", "There is no such customer.");
        if (customer.RefuseBooking() is { } deleted)
            return deleted;
        if (Altered(customer, request.Customer) is { } field)
            return Locked(field, customer.Id);
        return customer.Email is null && !request.BookWithoutEmail ? await EmailMissing(customer, ct) : customer;
    }

    /// <summary>S0-13: a known customer without an email is warned about as well. Customers owns the warning, so it is asked for it; refused, it makes nothing.</summary>
    private async Task<Answer<CustomerCard>> EmailMissing(CustomerCard customer, CancellationToken ct) =>
        await customers.TakeForBooking(new(customer.FirstName, customer.LastName, null, null, BookWithoutEmail: false, AcceptSharedEmail: false), ct) is var answer
        && answer.IsRefused(out var refusal) ? refusal : throw new InvalidOperationException("A booking without an email was accepted without the warning.");

    private static string? Altered(CustomerCard customer, BookingGuest? sent) => sent switch
    {
        null => null,
        { FirstName: { } first } when first.Trim() != customer.FirstName => "customer.firstName",
        { LastName: { } last } when last.Trim() != customer.LastName => "customer.lastName",
        { Email: { } email } when !email.Trim().Equals(customer.Email ?? "", StringComparison.OrdinalIgnoreCase) => "customer.email",
        { Phone: { } phone } when phone.Trim() != (customer.Phone ?? "") => "customer.phone",
        _ => null,
    };

    /// <summary>S0-11, S0-12: a locked field says why and where it can be changed.</summary>
    private static Refusal Locked(string field, Guid customerId) =>
        Refusal.Invalid(field, "This is a known customer: name, email and telephone cannot be changed while booking. Change them in the customer card.", "customer-locked")
            .With("customerId", customerId)
            .With("changeAt", $"/customers/{customerId}");
}
