using BookingPlatform.Customers.Contracts;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Erasing;

/// <summary>What somebody booked and paid, who came along, and what staff wrote about it.</summary>
internal sealed class TellBookings(BookingsDb db) : ITellPersonalData
{
    public int Order => 20;

    public async Task<IReadOnlyList<PersonalDataPart>> Tell(IReadOnlyList<Guid> customerIds, CancellationToken ct)
    {
        var ids = customerIds.ToArray();
        var bookings = await db.Bookings.AsNoTracking().Where(booking => EF.Parameter(ids).Contains(booking.CustomerId)).OrderBy(booking => booking.StartsAtUtc)
            .Join(db.Services, booking => booking.ServiceId, service => service.Id, (booking, service) => new { Booking = booking, service.Name }).ToListAsync(ct);
        var payments = await db.Payments.AsNoTracking().Where(payment => db.Bookings.Any(booking => booking.Id == payment.BookingId && EF.Parameter(ids).Contains(booking.CustomerId))).OrderBy(payment => payment.AtUtc).ToListAsync(ct);
        var guests = await db.ItineraryGuests.AsNoTracking().Where(guest => db.Itineraries.Any(itinerary => itinerary.Id == guest.ItineraryId && EF.Parameter(ids).Contains(itinerary.CustomerId))).ToListAsync(ct);
        return
        [
            new("Bookings", bookings.ConvertAll<IReadOnlyDictionary<string, object?>>(row => Known(("code", row.Booking.Code), ("service", row.Name), ("startsAt", row.Booking.StartsAtUtc), ("endsAt", row.Booking.EndsAtUtc), ("status", row.Booking.Status), ("bookedAs", row.Booking.BookedAs),
                ("party", row.Booking.Party), ("price", row.Booking.Price), ("notes", row.Booking.Notes), ("alert", row.Booking.Alert), ("cancelReason", row.Booking.CancelReason), ("madeAt", row.Booking.MadeAtUtc)))),
            new("Payments", payments.ConvertAll<IReadOnlyDictionary<string, object?>>(payment => Known(("at", payment.AtUtc), ("kind", payment.Kind), ("amountMinor", payment.AmountMinor), ("currency", payment.Currency), ("reason", payment.Reason)))),
            new("Guests named on itineraries", guests.ConvertAll<IReadOnlyDictionary<string, object?>>(guest => Known(("name", guest.Name), ("email", guest.Email), ("phone", guest.Phone)))),
        ];
    }

    private static Dictionary<string, object?> Known(params (string Label, object? Value)[] row) => row.Where(one => one.Value is not null).ToDictionary(one => one.Label, one => one.Value);
}
