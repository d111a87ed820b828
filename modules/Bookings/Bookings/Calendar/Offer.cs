using BookingPlatform.Bookings.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Calendar;

/// <summary>A service with all that is needed to decide about its times.</summary>
internal sealed class Offer
{
    public required Service Service { get; init; }

    public required IReadOnlyList<Resource> Resources { get; init; }

    public BookingSettings Settings => StoredSettings ?? new BookingSettings();

    public BookingSettings? StoredSettings { get; init; }

    /// <summary>The class that starts at the instant asked for.</summary>
    public ClassSession? Session { get; init; }
}

internal static class Offers
{
    /// <summary>One statement. Null when this business has no such service, or no longer.</summary>
    public static Task<Offer?> FindOffer(this BookingsDb db, Guid serviceId, DateTime? sessionStart, CancellationToken ct) => db.Services
        .AsNoTracking()
        .Where(service => service.Id == serviceId && service.IsActive)
        .Select(service => new Offer
        {
            Service = service,
            StoredSettings = db.Settings.FirstOrDefault(),
            Session = db.Sessions.FirstOrDefault(session => session.ServiceId == serviceId && session.StartsAtUtc == sessionStart),
            Resources = db.Resources
                .Where(resource => resource.IsActive && db.ServiceResources.Any(link => link.ServiceId == service.Id && link.ResourceId == resource.Id))
                .OrderBy(resource => resource.Id)
                .ToList(),
        })
        .FirstOrDefaultAsync(ct);
}
