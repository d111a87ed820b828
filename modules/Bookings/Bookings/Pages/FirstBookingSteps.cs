using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Pages;

/// <summary>What a new business does first: somebody or somewhere to book, something to book, and the booking.</summary>
internal sealed class FirstBookingSteps(BookingsDb db) : IFirstSteps
{
    public async Task<IReadOnlyList<FirstStep>> Steps(CancellationToken ct)
    {
        var hasResource = await db.Resources.AnyAsync(resource => resource.IsActive, ct);
        var hasService = await db.Services.AnyAsync(service => service.IsActive, ct);
        var hasBooking = await db.Bookings.AnyAsync(ct);
        return
        [
            new(10, "Who or where", "A person, a room or a studio, and when it can be booked.", "Add a resource", "/settings/resources/new", hasResource),
            new(20, "What can be booked", "A treatment, a class or a night, with its price.", "Add a service", "/settings/services/new", hasService),
            new(30, "First booking", "A first and a last name are enough.", "Book now", "/bookings/new", hasBooking),
        ];
    }
}
