using BookingPlatform.Bookings.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>A service with all that is needed to decide about its times.</summary>
/// <param name="Service">Still on offer.</param>
/// <param name="Settings">The business's own, or those of a business that never changed them.</param>
/// <param name="Resources">In the order of their ids.</param>
/// <param name="Session">The class that starts at the instant asked for.</param>
internal sealed record Offer(Service Service, BookingSettings Settings, IReadOnlyList<Resource> Resources, ClassSession? Session);

/// <summary>What is asked for: a service, perhaps with one resource only, perhaps the class of an instant.</summary>
internal readonly record struct OfferWanted(Guid ServiceId, Guid? ResourceId, DateTime? SessionStart);

internal static class Offers
{
    /// <summary>One statement, a row per resource. Null when this business has no such service, or no longer.</summary>
    public static async Task<Offer?> FindOffer(this BookingsDb db, OfferWanted wanted, CancellationToken ct)
    {
        var rows = await Rows(db, wanted).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
            return null;
        var resources = rows.Where(row => row.Resource is not null).Select(row => row.Resource!).OrderBy(resource => resource.Id).ToList();
        return new(rows[0].Service, rows[0].Settings ?? new BookingSettings(), resources, rows[0].Session);
    }

    private static IQueryable<OfferRow> Rows(BookingsDb db, OfferWanted wanted)
    {
        var (serviceId, resourceId, start) = wanted;
        return
            from service in db.Services
            where service.Id == serviceId && service.IsActive
            from settings in db.Settings.Where(row => row.BusinessId == service.BusinessId).DefaultIfEmpty()
            from session in db.Sessions.Where(row => row.ServiceId == service.Id && row.StartsAtUtc == start).DefaultIfEmpty()
            from link in db.ServiceResources.Where(row => row.ServiceId == service.Id && (resourceId == null || row.ResourceId == resourceId)).DefaultIfEmpty()
            from resource in db.Resources.Where(row => row.Id == link.ResourceId && row.IsActive).DefaultIfEmpty()
            select new OfferRow { Service = service, Settings = settings, Session = session, Resource = resource };
    }

    private sealed class OfferRow
    {
        public required Service Service { get; init; }

        public required BookingSettings? Settings { get; init; }

        public required ClassSession? Session { get; init; }

        public required Resource? Resource { get; init; }
    }
}
