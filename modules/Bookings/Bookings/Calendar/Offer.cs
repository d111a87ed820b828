using BookingPlatform.Bookings.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>A service with all that is needed to decide about its times.</summary>
/// <param name="Service">Still on offer.</param>
/// <param name="Settings">The business's own, or those of a business that never changed them.</param>
/// <param name="Resources">In the order of their ids.</param>
/// <param name="Session">The class that starts at the instant asked for.</param>
internal sealed record Offer(Service Service, BookingSettings Settings, IReadOnlyList<Resource> Resources, ClassSession? Session)
{
    public required HouseCalendar House { get; init; }

    public required PriceList Prices { get; init; }
}

/// <summary>What is asked for: a service, perhaps with one resource only, perhaps the class of an instant.</summary>
internal readonly record struct OfferWanted(Guid ServiceId, Guid? ResourceId, DateTime? SessionStart)
{
    /// <summary>The local days it is about; closures and other hours of these are read.</summary>
    public required DayRange Days { get; init; }

    public bool AlsoArchived { get; init; }
}

internal static class Offers
{
    /// <summary>One statement, a row per resource; one more for closures and hours by date where there are any then, and one for price rules. Null when this business has no such service, or no longer.</summary>
    public static async Task<Offer?> FindOffer(this BookingsDb db, OfferWanted wanted, CancellationToken ct)
    {
        var rows = await Rows(db, wanted).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
            return null;
        var (service, settings) = (rows[0].Service, rows[0].Settings ?? new BookingSettings());
        var resources = rows.Where(row => row.Resource is not null).Select(row => row.Resource!).OrderBy(resource => resource.Id).ToList();
        return new(service, settings, resources, rows[0].Session)
        {
            House = rows[0].HasExceptions ? await db.FindHouse(wanted.Days, ct) : HouseCalendar.Usual,
            Prices = new(service, rows[0].HasPriceRules ? await db.PriceRules.AsNoTracking().Where(rule => rule.ServiceId == service.Id).ToListAsync(ct) : []),
        };
    }

    /// <summary>Closures and hours by date in one statement.</summary>
    public static async Task<HouseCalendar> FindHouse(this BookingsDb db, DayRange days, CancellationToken ct)
    {
        var rows = await ClosuresIn(db, Window(days)).Concat(SpecialIn(db, days)).ToListAsync(ct);
        return new(
            rows.Where(row => row.Day is null).Select(row => new ClosedTime(row.ResourceId, new(row.FromUtc!.Value, row.UntilUtc!.Value), row.Text)).ToList(),
            rows.Where(row => row.Day is not null).Select(row => new SpecialHours(row.ResourceId == Guid.Empty ? null : row.ResourceId, row.Day!.Value, DayHours.Parse(row.Text))).ToList());
    }

    /// <summary>Whether there are any then, to be asked along with something else.</summary>
    public static IQueryable<bool> HasExceptions(this BookingsDb db, DayRange days) => ClosuresIn(db, Window(days)).Concat(SpecialIn(db, days)).Select(_ => true);

    private static IQueryable<ExceptionRow> ClosuresIn(BookingsDb db, Interval window)
    {
        var (opens, ends) = window;
        return
            from closure in db.Closures
            where closure.FromUtc < ends && closure.UntilUtc > opens
            from link in db.ClosedResources.Where(row => row.ClosureId == closure.Id).DefaultIfEmpty()
            select new ExceptionRow { ResourceId = (Guid?)link.ResourceId, Day = null, FromUtc = closure.FromUtc, UntilUtc = closure.UntilUtc, Text = closure.Reason };
    }

    private static IQueryable<ExceptionRow> SpecialIn(BookingsDb db, DayRange days)
    {
        var (first, last) = (days.First, days.Last);
        return db.SpecialDays.Where(special => special.Day >= first && special.Day <= last)
            .Select(special => new ExceptionRow { ResourceId = special.ResourceId, Day = special.Day, FromUtc = null, UntilUtc = null, Text = special.HoursText });
    }

    /// <summary>Those local days in UTC and a day around them, wherever on earth they are.</summary>
    private static Interval Window(DayRange days) =>
        new(days.First.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), days.Last.AddDays(2).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    private static IQueryable<OfferRow> Rows(BookingsDb db, OfferWanted wanted)
    {
        var (serviceId, resourceId, start) = wanted;
        var ((opens, ends), first, last, archived) = (Window(wanted.Days), wanted.Days.First, wanted.Days.Last, wanted.AlsoArchived);
        return
            from service in db.Services
            where service.Id == serviceId && (service.IsActive || archived)
            from settings in db.Settings.Where(row => row.BusinessId == service.BusinessId).DefaultIfEmpty()
            from session in db.Sessions.Where(row => row.ServiceId == service.Id && row.StartsAtUtc == start).DefaultIfEmpty()
            from link in db.ServiceResources.Where(row => row.ServiceId == service.Id && (resourceId == null || row.ResourceId == resourceId)).DefaultIfEmpty()
            from resource in db.Resources.Where(row => row.Id == link.ResourceId && row.IsActive).DefaultIfEmpty()
            select new OfferRow
            {
                Service = service,
                Settings = settings,
                Session = session,
                Resource = resource,
                HasExceptions = db.Closures.Any(row => row.FromUtc < ends && row.UntilUtc > opens) || db.SpecialDays.Any(row => row.Day >= first && row.Day <= last),
                HasPriceRules = db.PriceRules.Any(row => row.ServiceId == serviceId),
            };
    }

    private sealed class OfferRow
    {
        public required Service Service { get; init; }

        public required BookingSettings? Settings { get; init; }

        public required ClassSession? Session { get; init; }

        public required Resource? Resource { get; init; }

        public required bool HasExceptions { get; init; }

        public required bool HasPriceRules { get; init; }
    }

    private sealed class ExceptionRow
    {
        public required Guid? ResourceId { get; init; }

        /// <summary>Of hours by date; null for a closure.</summary>
        public required DateOnly? Day { get; init; }

        public required DateTime? FromUtc { get; init; }

        public required DateTime? UntilUtc { get; init; }

        /// <summary>The reason, or the hours.</summary>
        public required string Text { get; init; }
    }
}
