using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel.Data;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>What takes time on a calendar: bookings that are neither cancelled nor missed by their guest, holds that have not expired, class sessions.</summary>
internal sealed class Occupancy(BookingsDb db, Work work)
{
    /// <summary>
    /// Nothing within a day occupies a calendar for longer: a day with a buffer of eight hours on either side. So what overlaps a window ends not much later,
    /// and an index on the end bounds the search on both sides. Stays last up to a year and have an index of their own.
    /// </summary>
    private static readonly TimeSpan LongestInDay = TimeSpan.FromDays(2);

    private static readonly TimeSpan LongestStay = TimeSpan.FromDays(Nights.Most + 3);

    /// <summary>Bookings of any resource that overlap a window; those of the calendars asked for are chosen from them.</summary>
    private static (IQueryable<Booking> InDay, IQueryable<Booking> Stays) Overlapping(IQueryable<Booking> bookings, Interval window)
    {
        var ((from, until), latest, latestStay) = (window, window.Until + LongestInDay, window.Until + LongestStay);
        var overlapping = bookings.Where(booking => booking.OccupiedUntilUtc > from && booking.OccupiedFromUtc < until
            && booking.Status != BookingStatus.Cancelled && booking.Status != BookingStatus.NoShow);
        return (overlapping.Where(booking => booking.Arrival == null && booking.OccupiedUntilUtc < latest),
            overlapping.Where(booking => booking.Arrival != null && booking.OccupiedUntilUtc < latestStay));
    }

    /// <summary>How many people each of those has that stand in the way of a slot. For a resource any is too many; for a session they fill its places.</summary>
    public IQueryable<int> Standing(Slot slot, Owner owner) => slot.Session is { } session ? InSession(session.Id, owner) : OnResource(slot, owner);

    private IQueryable<int> OnResource(Slot slot, Owner owner)
    {
        var (resourceId, (from, until), now) = (slot.Resource!.Id, slot.Occupied, work.Now);
        var latest = until + LongestInDay;
        var (inDay, stays) = Overlapping(db.Bookings.Where(booking => booking.ResourceId == resourceId && booking.Id != owner.BookingId), slot.Occupied);
        return inDay.Select(booking => booking.Party)
            .Concat(stays.Select(booking => booking.Party))
            .Concat(db.Holds
                .Where(hold => hold.ResourceId == resourceId && hold.OccupiedUntilUtc > from && hold.OccupiedFromUtc < until
                    && hold.ExpiresAtUtc > now && hold.Id != owner.HoldId)
                .Select(hold => hold.Party))
            .Concat(db.Sessions
                .Where(session => session.ResourceId == resourceId && session.OccupiedUntilUtc > from && session.OccupiedUntilUtc < latest && session.OccupiedFromUtc < until)
                .Select(session => session.Capacity));
    }

    private IQueryable<int> InSession(Guid sessionId, Owner owner)
    {
        var now = work.Now;
        return db.Bookings
            .Where(booking => booking.SessionId == sessionId && booking.Status != BookingStatus.Cancelled && booking.Status != BookingStatus.NoShow && booking.Id != owner.BookingId)
            .Select(booking => booking.Party)
            .Concat(db.Holds
                .Where(hold => hold.SessionId == sessionId && hold.ExpiresAtUtc > now && hold.Id != owner.HoldId)
                .Select(hold => hold.Party));
    }

    /// <summary>Everything taken on some resources in a window, one row each.</summary>
    public IQueryable<TakenTime> Taken(IReadOnlyCollection<Guid> resourceIds, Interval window)
    {
        var ((from, until), now, latest) = (window, work.Now, window.Until + LongestInDay);
        var (inDay, stays) = Overlapping(db.Bookings.Where(booking => booking.ResourceId != null && resourceIds.Contains(booking.ResourceId.Value)), window);
        return inDay.Select(booking => new TakenTime { OwnerId = booking.Id, ResourceId = booking.ResourceId!.Value, FromUtc = booking.OccupiedFromUtc, UntilUtc = booking.OccupiedUntilUtc })
            .Concat(stays.Select(booking => new TakenTime { OwnerId = booking.Id, ResourceId = booking.ResourceId!.Value, FromUtc = booking.OccupiedFromUtc, UntilUtc = booking.OccupiedUntilUtc }))
            .Concat(db.Holds
                .Where(hold => hold.ResourceId != null && resourceIds.Contains(hold.ResourceId.Value)
                    && hold.OccupiedUntilUtc > from && hold.OccupiedFromUtc < until && hold.ExpiresAtUtc > now)
                .Select(hold => new TakenTime { OwnerId = hold.Id, ResourceId = hold.ResourceId!.Value, FromUtc = hold.OccupiedFromUtc, UntilUtc = hold.OccupiedUntilUtc }))
            .Concat(db.Sessions
                .Where(session => session.ResourceId != null && resourceIds.Contains(session.ResourceId.Value)
                    && session.OccupiedUntilUtc > from && session.OccupiedUntilUtc < latest && session.OccupiedFromUtc < until)
                .Select(session => new TakenTime { OwnerId = session.Id, ResourceId = session.ResourceId!.Value, FromUtc = session.OccupiedFromUtc, UntilUtc = session.OccupiedUntilUtc }));
    }

    /// <summary>The sessions of a class in a window with the places still free.</summary>
    public IQueryable<OpenSession> Sessions(Guid serviceId, Interval window, Owner except)
    {
        var ((from, until), now) = (window, work.Now);
        return db.Sessions
            .Where(session => session.ServiceId == serviceId && session.StartsAtUtc >= from && session.StartsAtUtc < until)
            .OrderBy(session => session.StartsAtUtc)
            .Select(session => new OpenSession
            {
                Id = session.Id,
                ResourceId = session.ResourceId,
                StartsAtUtc = session.StartsAtUtc,
                EndsAtUtc = session.EndsAtUtc,
                PlacesLeft = session.Capacity
                    - db.Bookings.Where(booking => booking.SessionId == session.Id && booking.Status != BookingStatus.Cancelled && booking.Status != BookingStatus.NoShow && booking.Id != except.BookingId).Sum(booking => booking.Party)
                    - db.Holds.Where(hold => hold.SessionId == session.Id && hold.ExpiresAtUtc > now && hold.Id != except.HoldId).Sum(hold => hold.Party),
            });
    }
}

internal sealed class TakenTime
{
    /// <summary>The booking, hold or session that takes it.</summary>
    public required Guid OwnerId { get; init; }

    public required Guid ResourceId { get; init; }

    public required DateTime FromUtc { get; init; }

    public required DateTime UntilUtc { get; init; }

    public Interval Interval => new(FromUtc, UntilUtc);
}

internal sealed class OpenSession
{
    public required Guid Id { get; init; }

    public required Guid? ResourceId { get; init; }

    public required DateTime StartsAtUtc { get; init; }

    public required DateTime EndsAtUtc { get; init; }

    public required int PlacesLeft { get; init; }
}
