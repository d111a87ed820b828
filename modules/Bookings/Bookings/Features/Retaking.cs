using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Features;

/// <summary>Takes time again that a booking had let go. The place was agreed once, so neither opening hours nor the clock are asked again, only whether it is still free.</summary>
internal sealed class Retaking(BookingsDb db, Slots slots, IBusinesses businesses, Work work)
{
    public async Task<Answer<Slot>> Take(Booking booking, BookingPlace place, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var days = new DayRange(business.Day(place.StartsAtUtc), business.Day(place.EndsAtUtc));
        var asked = new OfferWanted(booking.ServiceId, place.ResourceId, place.SessionId is null ? null : place.StartsAtUtc) { Days = days, AlsoArchived = true };
        if (await db.FindOffer(asked, ct) is not { } offer || Slot(offer, place, booking.Currency) is not { } wanted)
            return Refusal.Conflict("no-longer-offered", "What was booked is no longer offered there. Make a new booking instead.");
        if (!(await slots.Take(new(business, offer, [wanted], booking.Party), new Owner(booking.Id, null), ct)).Is(out var slot, out var refusal))
            return refusal;
        booking.Move(slot, place.PriceMinor);
        return slot;
    }

    private static Slot? Slot(Offer offer, BookingPlace place, string currency)
    {
        var agreed = new Quote(new Money(place.PriceMinor, currency), []);
        var time = new Interval(place.StartsAtUtc, place.EndsAtUtc);
        var nights = place is { Arrival: { } arrival, Departure: { } departure } ? new Nights(arrival, departure) : (Nights?)null;
        if (place.SessionId is { } session)
            return offer.Session?.Id == session ? new(offer.Service, offer.Resources.FirstOrDefault(resource => resource.Id == offer.Session.ResourceId), offer.Session, time) { Quote = agreed } : null;
        return offer.Resources.FirstOrDefault(one => one.Id == place.ResourceId) is { } resource ? new(offer.Service, resource, null, time) { Nights = nights, Quote = agreed } : null;
    }
}
