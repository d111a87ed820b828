using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>Turns a wish into the slots that would fulfil it, or says which rule it breaks. Whether they are free is the calendar's question.</summary>
internal sealed class SlotPlanner(BookingsDb db, IBusinesses businesses, Work work)
{
    private const int ShortestMinutes = 5;
    private const int LongestMinutes = 12 * 60;
    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(5 * 366);

    /// <summary>Somebody who walked in may still be written down a day later.</summary>
    public static readonly TimeSpan FarthestBack = TimeSpan.FromHours(24);

    public async Task<Answer<SlotPlan>> Plan(SlotWish wish, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        DateTime? start = null;
        if (!string.IsNullOrWhiteSpace(wish.StartsAt))
        {
            if (!RequestedTime.Read(wish.StartsAt, business).Is(out var instant, out var unreadable))
                return unreadable;
            start = instant;
        }

        var wanted = new OfferWanted(wish.ServiceId, wish.ResourceId, start) { Days = DaysOf(wish, start, business), AlsoArchived = wish.IsMove };
        if (await db.FindOffer(wanted, ct) is not { } offer)
            return Unknown("unknown-service", "There is no such service, or it is no longer offered.");
        return Priced(new(business, offer, wish, start));
    }

    /// <summary>The days whose closures matter; those of a wish that is refused anyway do not.</summary>
    private DayRange DaysOf(SlotWish wish, DateTime? start, Business business)
    {
        var (earliest, latest) = (work.Now - 2 * FarthestBack, work.Now + FarthestAhead);
        if (start is { } instant && instant > earliest && instant < latest)
            return new(business.Day(instant).AddDays(-1), business.Day(instant).AddDays(2));
        return wish is { Arrival: { } arrival, Departure: { } departure } && IsPossible(new(arrival, departure)) && arrival > business.Day(earliest) && arrival < business.Day(latest)
            ? new(arrival, departure)
            : new(business.Day(work.Now), business.Day(work.Now));
    }

    private static bool IsPossible(Nights nights) => nights.Count is >= 1 and <= Nights.Most;

    private Answer<SlotPlan> Priced(Asked asked)
    {
        var (business, offer, wish, _) = asked;
        if (!SlotsFor(asked).Is(out var places, out var refusal))
            return refusal;
        var (time, nights) = (places[0].Time, places[0].Nights);
        var forGuests = offer.Service.Check(time.From, work.Now);
        if (wish.IsOnline && forGuests is not null)
            return forGuests;
        if (!offer.Prices.Ask(wish.Party, business.Day(time.From), nights).Is(out var quote, out refusal))
            return refusal;
        var slots = places.Select(place => new Slot(offer.Service, place.Resource, place.Session, place.Time) { Nights = place.Nights, Quote = quote }).ToList();
        return new SlotPlan(business, offer, slots, wish.Party) { Hint = forGuests?.Message };
    }

    private Answer<List<Place>> SlotsFor(Asked asked)
    {
        var (_, offer, wish, start) = asked;
        if (wish.Party < 1)
            return Refusal.Invalid("party", "A booking is for at least one person.");
        if ((offer.Session?.Capacity ?? offer.Service.Capacity) is var most && wish.Party > most)
            return Refusal.Invalid("party", $"{offer.Service.Name} takes at most {most}.", "party-too-large").With("most", most);
        if (offer.Service.Kind is ServiceKind.Stay)
            return Stay(asked);
        if (start is not { } startsAt)
            return Refusal.Invalid("startsAt", "Say when it starts.");
        if (startsAt != wish.PresentStart && WrongTime(startsAt, "startsAt", wish) is { } wrong)
            return wrong;
        return offer.Service.Kind is ServiceKind.Class ? Class(offer, wish) : Appointment(asked, startsAt);
    }

    private static Answer<List<Place>> Appointment(Asked asked, DateTime start)
    {
        var (business, offer, wish, _) = asked;
        if (wish.Minutes is < ShortestMinutes or > LongestMinutes)
            return Refusal.Invalid("durationMinutes", $"An appointment lasts {ShortestMinutes} to {LongestMinutes} minutes.", "length-out-of-range");
        if (!Wanted(offer, wish).Is(out var resources, out var refusal))
            return refusal;
        var time = new Interval(start, start.AddMinutes(wish.Minutes ?? offer.Service.Minutes));
        var open = resources.Where(resource => offer.House.IsOpen(business, resource, time)).ToList();
        return open.Count == 0
            ? Closed("startsAt", offer.House.WhyClosed(resources[0].Id, time), wish)
            : Places(open, time, null);
    }

    private static Answer<List<Place>> Class(Offer offer, SlotWish wish)
    {
        if (offer.Session is not { } session)
            return Refusal.Invalid("startsAt", $"There is no {offer.Service.Name} at this time.", "no-class-then");
        if (wish.ResourceId is { } asked && asked != session.ResourceId)
            return UnknownResource();
        var room = offer.Resources.FirstOrDefault(resource => resource.Id == session.ResourceId);
        var time = new Interval(session.StartsAtUtc, session.EndsAtUtc);
        return offer.House.WhyClosed(session.ResourceId, time) is { } closed
            ? Closed("startsAt", closed, wish)
            : new List<Place> { new(room, session, time, null) };
    }

    private Answer<List<Place>> Stay(Asked asked)
    {
        var (business, offer, wish, _) = asked;
        if (wish is not { Arrival: { } arrival, Departure: { } departure })
            return Refusal.Invalid(wish.Arrival is null ? "arrival" : "departure", "A stay needs the day of arrival and the day of departure.");
        var nights = new Nights(arrival, departure);
        if (!IsPossible(nights))
            return Refusal.Invalid("departure", $"A stay has 1 to {Nights.Most} nights.", "nights-out-of-range");
        if (arrival < business.Day(work.Now) && WrongTime(business.Utc(arrival, offer.Settings.CheckIn), "arrival", wish) is { } past)
            return past;
        if (arrival > business.Day(work.Now + FarthestAhead))
            return TooFar("arrival");
        if (!Wanted(offer, wish).Is(out var rooms, out var refusal))
            return refusal;
        var time = offer.Settings.Time(business, nights);
        var open = rooms.Where(room => offer.House.WhyClosed(room.Id, time) is null).ToList();
        return open.Count == 0 ? Closed("arrival", offer.House.WhyClosed(rooms[0].Id, time), wish) : Places(open, time, nights);
    }

    private static Answer<List<Resource>> Wanted(Offer offer, SlotWish wish)
    {
        if (wish.ResourceId is { } asked)
            return offer.Resources.FirstOrDefault(resource => resource.Id == asked) is { } one ? new List<Resource> { one } : UnknownResource();
        return offer.Resources.Count > 0
            ? offer.Resources.ToList()
            : Refusal.Invalid("serviceId", $"No room or person is set up for {offer.Service.Name} yet.", "no-resource");
    }

    /// <summary>In the order .NET gives the ids, everywhere the same: two bookings that lock several calendars never wait for each other.</summary>
    private static List<Place> Places(IEnumerable<Resource> resources, Interval time, Nights? nights) =>
        resources.OrderBy(resource => resource.Id).Select(resource => new Place(resource, null, time, nights)).ToList();

    private Refusal? WrongTime(DateTime start, string field, SlotWish wish) =>
        start < (wish.IsOnline ? work.Now : work.Now - FarthestBack) ? InThePast(field) : start > work.Now + FarthestAhead ? TooFar(field) : null;

    private static Refusal InThePast(string field) =>
        Refusal.Invalid(field, "This time is over. Choose one from now on; who walked in can be written down up to 24 hours later.", "in-the-past");

    private static Refusal TooFar(string field) => Refusal.Invalid(field, "Bookings can be made up to five years ahead.", "too-far-ahead");

    /// <summary>Staff are told why; guests only that.</summary>
    private static Refusal Closed(string field, ClosedTime? why, SlotWish wish) => why is null || wish.IsOnline
        ? Refusal.Invalid(field, "It is closed then. Choose a time inside the opening hours.", "closed")
        : Refusal.Invalid(field, $"It is closed then: {why.Reason}. Choose another time, or change the closure first.", "closed").With("reason", why.Reason);

    private static Refusal UnknownResource() => Unknown("unknown-resource", "There is no such room or person for this service.");

    public static Refusal Unknown(string code, string message) => new(RefusalKind.NotFound, code, message);

    private sealed record Asked(Business Business, Offer Offer, SlotWish Wish, DateTime? Start);

    private sealed record Place(Resource? Resource, ClassSession? Session, Interval Time, Nights? Nights);
}
