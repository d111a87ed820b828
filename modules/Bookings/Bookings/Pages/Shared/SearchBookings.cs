using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Ui;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>Finds a booking by the code that somebody reads out on the telephone.</summary>
internal sealed class SearchBookings(BookingsDb db, BookingReader reader, IBusinesses businesses, Kernel.Data.Work work) : ISearch
{
    public int Order => 20;

    public string Right => Kernel.Web.Right.SeeBookings;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct)
    {
        if (!BookingCode.TryRead(text, out var code))
            return [];
        var business = await businesses.Get(work.BusinessId, ct);
        return (await reader.Read(db.Bookings.Where(booking => booking.Code == code), ct))
            .Select(booking => new SearchHit("Booking", $"{booking.Code}, {booking.Name}", $"{booking.Service} · {business.ShowMoment(booking.StartsAt.UtcDateTime)}", $"/bookings/{booking.Id}") { Alert = booking.Alert?.Text })
            .ToList();
    }
}
