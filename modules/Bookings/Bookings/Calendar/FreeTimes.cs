using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>A time that can be booked.</summary>
internal sealed record FreeTime(Interval Time, Guid? ResourceId)
{
    public Nights? Nights { get; init; }

    public int? PlacesLeft { get; init; }

    /// <summary>For all the people asked for.</summary>
    public Money? Price { get; init; }
}

/// <summary>Finds the free times of a service: one statement, whatever the number of resources and bookings.</summary>
internal sealed class FreeTimes(Occupancy occupancy, Work work)
{
    /// <summary>What has no price then, or is closed, is not offered; to guests also not what they may not book themselves.</summary>
    public async Task<IReadOnlyList<FreeTime>> Find(Business business, Offer offer, DayRange days, FreeTimesFor wanted, CancellationToken ct) =>
        (await Open(business, offer, days, wanted, ct))
        .Where(free => !wanted.IsOnline || offer.Service.Check(free.Time.From, work.Now) is null)
        .Select(free => offer.Prices.Ask(Math.Max(wanted.Party, 1), business.Day(free.Time.From), free.Nights).Is(out var quote, out _) ? free with { Price = quote.Total } : null)
        .OfType<FreeTime>()
        .ToList();

    private async Task<IReadOnlyList<FreeTime>> Open(Business business, Offer offer, DayRange days, FreeTimesFor wanted, CancellationToken ct) => offer.Service.Kind switch
    {
        ServiceKind.Class => await Classes(offer, days.In(business), wanted, ct),
        ServiceKind.Stay => Stays(business, offer, days, wanted.Nights, await Taken(offer, Wider(days, wanted.Nights).In(business), wanted.Except, ct)),
        _ => Appointments(business, offer, days, await Taken(offer, Wider(days, 1).In(business), wanted.Except, ct)),
    };

    /// <summary>The free times nearest to one that was taken.</summary>
    public async Task<IReadOnlyList<FreeTime>> Near(SlotPlan plan, Owner except, CancellationToken ct)
    {
        var asked = plan.Slots[0];
        var free = await Find(plan.Business, plan.Offer, DaysNear(plan), new(plan.Party, asked.Nights?.Count ?? 1) { Except = except }, ct);
        return free.OrderBy(time => (time.Time.From - asked.Time.From).Duration()).ThenBy(time => time.Time.From).Take(3).ToList();
    }

    public DayRange DaysNear(SlotPlan plan)
    {
        var day = plan.Business.Day(plan.Slots[0].Time.From);
        var today = plan.Business.Day(work.Now);
        var reach = plan.Offer.Service.Kind is ServiceKind.Appointment ? 3 : 14;
        return new(day.AddDays(-reach) is var earliest && earliest < today ? today : earliest, day.AddDays(reach) is var latest && latest < today ? today : latest);
    }

    private static DayRange Wider(DayRange days, int by) => new(days.First.AddDays(-1), days.Last.AddDays(by + 1));

    private async Task<ILookup<Guid, Interval>> Taken(Offer offer, Interval window, Owner except, CancellationToken ct) =>
        (await occupancy.Taken(offer.Resources.Select(resource => resource.Id).ToArray(), window).Where(time => time.OwnerId != except.BookingId && time.OwnerId != except.HoldId).ToListAsync(ct))
        .ToLookup(time => time.ResourceId, time => time.Interval);

    private async Task<IReadOnlyList<FreeTime>> Classes(Offer offer, Interval window, FreeTimesFor wanted, CancellationToken ct) =>
        (await occupancy.Sessions(offer.Service.Id, window with { From = window.From < work.Now ? work.Now : window.From }, wanted.Except).ToListAsync(ct))
        .Where(session => session.PlacesLeft >= wanted.Party && offer.House.WhyClosed(session.ResourceId, new(session.StartsAtUtc, session.EndsAtUtc)) is null)
        .Select(session => new FreeTime(new(session.StartsAtUtc, session.EndsAtUtc), session.ResourceId) { PlacesLeft = session.PlacesLeft })
        .ToList();

    private List<FreeTime> Appointments(Business business, Offer offer, DayRange days, ILookup<Guid, Interval> taken) => offer.Resources
        .SelectMany(resource => AppointmentGrid.Starts(offer.Service, offer.House.Open(business, resource, new(days.First.AddDays(-1), days.Last.AddDays(1))), taken[resource.Id].ToList())
            .Where(time => time.From >= work.Now && days.In(business) is var window && time.From >= window.From && time.From < window.Until)
            .Select(time => new FreeTime(time, resource.Id)))
        .OrderBy(free => free.Time.From)
        .ToList();

    private List<FreeTime> Stays(Business business, Offer offer, DayRange days, int nights, ILookup<Guid, Interval> taken)
    {
        var today = business.Day(work.Now);
        return days.Each()
            .Where(arrival => arrival >= today)
            .Select(arrival => new Nights(arrival, arrival.AddDays(nights)))
            .SelectMany(stay => FreeRooms(offer, offer.Settings.Time(business, stay), taken).Select(free => free with { Nights = stay }))
            .ToList();
    }

    private static IEnumerable<FreeTime> FreeRooms(Offer offer, Interval time, ILookup<Guid, Interval> taken)
    {
        var occupied = offer.Service.Occupied(time);
        return offer.Resources.Where(room => !taken[room.Id].Any(occupied.Overlaps) && offer.House.WhyClosed(room.Id, time) is null).Select(room => new FreeTime(time, room.Id));
    }
}

/// <summary>For how many people, and for a stay how many nights.</summary>
internal readonly record struct FreeTimesFor(int Party, int Nights)
{
    /// <summary>The booking being moved or the hold of the form: they do not stand in their own way.</summary>
    public Owner Except { get; init; }

    /// <summary>Asked by a guest.</summary>
    public bool IsOnline { get; init; }
}

/// <summary>Local days, both included.</summary>
internal readonly record struct DayRange(DateOnly First, DateOnly Last)
{
    public int Count => Last.DayNumber - First.DayNumber + 1;

    public Interval In(Business business) => new(business.StartOfDay(First), business.StartOfDay(Last.AddDays(1)));

    public IEnumerable<DateOnly> Each() => Enumerable.Range(0, Count).Select(First.AddDays);
}

/// <summary>The starts at which an appointment may be offered: every quarter of an hour that lies in the opening hours and is free with its buffers.</summary>
internal static class AppointmentGrid
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    public static IEnumerable<Interval> Starts(Service service, IReadOnlyList<Interval> open, IReadOnlyCollection<Interval> taken)
    {
        var length = TimeSpan.FromMinutes(service.Minutes);
        foreach (var stretch in open)
        {
            for (var start = NextStep(stretch.From); start + length <= stretch.Until; start += Step)
            {
                var time = new Interval(start, start + length);
                if (!taken.Any(service.Occupied(time).Overlaps))
                    yield return time;
            }
        }
    }

    /// <summary>Time zones lie whole quarters apart, so a quarter in UTC is one on the wall.</summary>
    private static DateTime NextStep(DateTime from) => new((from.Ticks + Step.Ticks - 1) / Step.Ticks * Step.Ticks, DateTimeKind.Utc);
}
