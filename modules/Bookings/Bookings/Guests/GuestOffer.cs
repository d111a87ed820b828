using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Guests;

/// <summary>A service as guests see it.</summary>
internal sealed record OfferedService(Guid Id, ServiceKind Kind, string Name, string? Description, int Minutes, int Capacity)
{
    /// <summary>The least it costs on any day; null where nothing has a price yet.</summary>
    public Money? Price { get; init; }

    /// <summary>Some days cost more.</summary>
    public bool IsFrom { get; init; }

    public bool IsForKnownGuests { get; init; }

    /// <summary>Who or what gives it.</summary>
    public required IReadOnlyList<(Guid Id, string Name)> Resources { get; init; }
}

/// <summary>What guests may book by themselves.</summary>
internal sealed class GuestOffer(BookingsDb db)
{
    public Task<IReadOnlyList<OfferedService>> List(CancellationToken ct) => Read(db.Services, ct);

    /// <summary>Null for another business's, and for what is not booked online.</summary>
    public async Task<OfferedService?> Find(Guid id, CancellationToken ct) => (await Read(db.Services.Where(service => service.Id == id), ct)).SingleOrDefault();

    private async Task<IReadOnlyList<OfferedService>> Read(IQueryable<Service> services, CancellationToken ct)
    {
        var rows = await services.AsNoTracking().Where(service => service.IsActive && service.IsOnline).OrderBy(service => service.Name)
            .Select(service => new
            {
                Service = service,
                Prices = db.PriceRules.Where(rule => rule.ServiceId == service.Id).Select(rule => rule.PriceMinor).ToList(),
                Resources = db.ServiceResources.Where(link => link.ServiceId == service.Id)
                    .Join(db.Resources.Where(resource => resource.IsActive), link => link.ResourceId, resource => resource.Id, (_, resource) => new { resource.Id, resource.Name })
                    .OrderBy(resource => resource.Name).ToList(),
            }).AsSplitQuery().ToListAsync(ct);
        return rows.ConvertAll(row => Offered(row.Service, row.Prices, row.Resources.ConvertAll(resource => (resource.Id, resource.Name))));
    }

    private static OfferedService Offered(Service service, List<long> rules, List<(Guid, string)> resources)
    {
        var prices = service.HasBasePrice ? [.. rules, service.PriceMinor] : rules;
        return new(service.Id, service.Kind, service.Name, service.Description, service.Minutes, service.Capacity)
        {
            Price = prices.Count == 0 ? null : new Money(prices.Min(), service.Currency),
            IsFrom = prices.Distinct().Count() > 1,
            IsForKnownGuests = service.IsForKnownGuests,
            Resources = resources,
        };
    }
}
