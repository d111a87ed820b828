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
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(5 * 366);

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

        if (await db.FindOffer(new(wish.ServiceId, wish.ResourceId, start), ct) is not { } offer)
            return Unknown("unknown-service", "There is no such service, or it is no longer offered.");
        return SlotsFor(offer, wish, start, business).Is(out var slots, out var refusal) ? new SlotPlan(business, offer, slots, wish.Party) : refusal;
    }

    private Answer<List<Slot>> SlotsFor(Offer offer, SlotWish wish, DateTime? start, Business business)
    {
        if (wish.Party < 1)
            return Refusal.Invalid("party", "A booking is for at least one person.");
        if ((offer.Session?.Capacity ?? offer.Service.Capacity) is var most && wish.Party > most)
            return Refusal.Invalid("party", $"{offer.Service.Name} takes at most {most}.", "party-too-large").With("most", most);
        if (offer.Service.Kind is ServiceKind.Stay)
            return Stay(offer, wish, business);
        if (start is not { } startsAt)
            return Refusal.Invalid("startsAt", "Say when it starts.");
        if (startsAt != wish.PresentStart && WrongTime(startsAt, "startsAt") is { } wrong)
            return wrong;
        return offer.Service.Kind is ServiceKind.Class ? Class(offer, wish) : Appointment(offer, wish, startsAt, business);
    }

    private static Answer<List<Slot>> Appointment(Offer offer, SlotWish wish, DateTime start, Business business)
    {
        if (wish.Minutes is < ShortestMinutes or > LongestMinutes)
            return Refusal.Invalid("durationMinutes", $"An appointment lasts {ShortestMinutes} to {LongestMinutes} minutes.", "length-out-of-range");
        if (!Wanted(offer, wish).Is(out var resources, out var refusal))
            return refusal;
        var time = new Interval(start, start.AddMinutes(wish.Minutes ?? offer.Service.Minutes));
        var open = resources.Where(resource => resource.Hours.IsOpen(business, time)).ToList();
        return open.Count == 0
            ? Refusal.Invalid("startsAt", "It is closed then. Choose a time inside the opening hours.", "closed")
            : Slots(offer, open, time, null);
    }

    private static Answer<List<Slot>> Class(Offer offer, SlotWish wish)
    {
        if (offer.Session is not { } session)
            return Refusal.Invalid("startsAt", $"There is no {offer.Service.Name} at this time.", "no-class-then");
        if (wish.ResourceId is { } asked && asked != session.ResourceId)
            return UnknownResource();
        var room = offer.Resources.FirstOrDefault(resource => resource.Id == session.ResourceId);
        return new List<Slot> { new(offer.Service, room, session, new(session.StartsAtUtc, session.EndsAtUtc)) };
    }

    private Answer<List<Slot>> Stay(Offer offer, SlotWish wish, Business business)
    {
        if (wish is not { Arrival: { } arrival, Departure: { } departure })
            return Refusal.Invalid(wish.Arrival is null ? "arrival" : "departure", "A stay needs the day of arrival and the day of departure.");
        var nights = new Nights(arrival, departure);
        if (nights.Count is < 1 or > Nights.Most)
            return Refusal.Invalid("departure", $"A stay has 1 to {Nights.Most} nights.", "nights-out-of-range");
        if (arrival < business.Day(work.Now))
            return InThePast("arrival");
        if (arrival > business.Day(work.Now + FarthestAhead))
            return TooFar("arrival");
        return Wanted(offer, wish).Is(out var rooms, out var refusal)
            ? Slots(offer, rooms, offer.Settings.Time(business, nights), nights)
            : refusal;
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
    private static List<Slot> Slots(Offer offer, IEnumerable<Resource> resources, Interval time, Nights? nights) =>
        resources.OrderBy(resource => resource.Id).Select(resource => new Slot(offer.Service, resource, null, time) { Nights = nights }).ToList();

    private Refusal? WrongTime(DateTime start, string field) =>
        start < work.Now ? InThePast(field) : start > work.Now + FarthestAhead ? TooFar(field) : null;

    private static Refusal InThePast(string field) => Refusal.Invalid(field, "This time is over. Choose one from now on.", "in-the-past");

    private static Refusal TooFar(string field) => Refusal.Invalid(field, "Bookings can be made up to five years ahead.", "too-far-ahead");

    private static Refusal UnknownResource() => Unknown("unknown-resource", "There is no such room or person for this service.");

    public static Refusal Unknown(string code, string message) => new(RefusalKind.NotFound, code, message);
}
