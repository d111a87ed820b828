using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>A service as lists show it.</summary>
internal sealed record ServiceAnswer(Guid Id, ServiceKind Kind, string Name, Money Price, IReadOnlyList<Guid> ResourceIds)
{
    public string? Description { get; init; }

    public int DurationMinutes { get; init; }

    public int BufferBeforeMinutes { get; init; }

    public int BufferAfterMinutes { get; init; }

    public int Capacity { get; init; }

    /// <summary>Tax included in the price, in hundredths of a per cent.</summary>
    public int TaxBasisPoints { get; init; }

    /// <summary>Name of a colour token of the stylesheet.</summary>
    public required string Colour { get; init; }

    /// <summary>False when only the days of its price rules can be booked.</summary>
    public bool HasBasePrice { get; init; }

    /// <summary>Whether guests may book it themselves.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Guests book it themselves only once they have proved to be somebody the business knows.</summary>
    public bool IsForKnownGuests { get; init; }

    public int NoticeMinutes { get; init; }

    /// <summary>Null for as far as anybody may.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>False once it is archived.</summary>
    public bool IsActive { get; init; }

    public int Version { get; init; }

    public static ServiceAnswer From(Service service, IEnumerable<Guid> resourceIds) => new(service.Id, service.Kind, service.Name, new(service.PriceMinor, service.Currency), resourceIds.ToList())
    {
        Description = service.Description,
        DurationMinutes = service.Minutes,
        BufferBeforeMinutes = service.BufferBeforeMinutes,
        BufferAfterMinutes = service.BufferAfterMinutes,
        Capacity = service.Capacity,
        TaxBasisPoints = service.TaxBasisPoints,
        Colour = service.Colour,
        HasBasePrice = service.HasBasePrice,
        IsOnline = service.IsOnline,
        IsForKnownGuests = service.IsForKnownGuests,
        NoticeMinutes = service.NoticeMinutes,
        HorizonDays = service.HorizonDays,
        IsActive = service.IsActive,
        Version = service.Version,
    };
}

internal sealed record ServiceList(IReadOnlyList<ServiceAnswer> Items, string? NextCursor = null);

/// <summary>A room, person or space as lists show it.</summary>
internal sealed record ResourceAnswer(Guid Id, ResourceKind Kind, string Name, IReadOnlyList<OpenAnswer> Hours)
{
    public string? Description { get; init; }

    public required IReadOnlyList<Guid> ServiceIds { get; init; }

    /// <summary>False once it is archived.</summary>
    public bool IsActive { get; init; }

    public int Version { get; init; }

    public static ResourceAnswer From(Resource resource, IEnumerable<Guid> serviceIds) => new(resource.Id, resource.Kind, resource.Name, resource.Hours.Spans.Select(OpenAnswer.Of).ToList())
    {
        Description = resource.Description,
        ServiceIds = serviceIds.ToList(),
        IsActive = resource.IsActive,
        Version = resource.Version,
    };
}

internal sealed record ResourceList(IReadOnlyList<ResourceAnswer> Items, string? NextCursor = null);

/// <summary>Open on a day of the week; times as <c>09:00</c>, the end of the day as <c>24:00</c>.</summary>
internal sealed record OpenAnswer(DayOfWeek Day, string From, string Until)
{
    public static OpenAnswer Of(OpenSpan span) => new(span.Day, Say(span.From), Say(span.Until));

    public static string Say(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}

/// <summary>The services on offer, by name; with the archived ones for those who ask.</summary>
internal sealed class ListServices(BookingsDb db)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/services", async (bool? archived, ListServices feature, CancellationToken ct) => (await (archived == true ? feature.ListAll(ct) : feature.List(ct))).ToHttp())
            .WithName("ListServices").Produces<ServiceList>().Needs(Right.SeeBookings);
        api.MapGet("/services/{id:guid}", async (Guid id, ListServices feature, CancellationToken ct) => (await feature.Find(id, ct)).ToHttp())
            .WithName("GetService").Produces<ServiceAnswer>().Needs(Right.SeeBookings);
    }

    public async Task<Answer<ServiceList>> List(CancellationToken ct) => new ServiceList(await Read(db.Services.Where(service => service.IsActive), ct));

    public async Task<Answer<ServiceList>> ListAll(CancellationToken ct) => new ServiceList(await Read(db.Services, ct));

    public async Task<Answer<ServiceAnswer>> Find(Guid id, CancellationToken ct) =>
        (await Read(db.Services.Where(service => service.Id == id), ct)) is [var one] ? one : Refusal.NotFound("service");

    private async Task<List<ServiceAnswer>> Read(IQueryable<Service> found, CancellationToken ct)
    {
        var services = await found.AsNoTracking().OrderBy(service => service.Name)
            .Select(service => new { Service = service, Resources = db.ServiceResources.Where(link => link.ServiceId == service.Id).Select(link => link.ResourceId).ToList() })
            .ToListAsync(ct);
        return services.Select(row => ServiceAnswer.From(row.Service, row.Resources)).ToList();
    }
}

/// <summary>The rooms, people and spaces, by name; with the archived ones for those who ask.</summary>
internal sealed class ListResources(BookingsDb db)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/resources", async (bool? archived, ListResources feature, CancellationToken ct) => (await (archived == true ? feature.ListAll(ct) : feature.List(ct))).ToHttp())
            .WithName("ListResources").Produces<ResourceList>().Needs(Right.SeeBookings);
        api.MapGet("/resources/{id:guid}", async (Guid id, ListResources feature, CancellationToken ct) => (await feature.Find(id, ct)).ToHttp())
            .WithName("GetResource").Produces<ResourceAnswer>().Needs(Right.SeeBookings);
    }

    public async Task<Answer<ResourceList>> List(CancellationToken ct) => new ResourceList(await Read(db.Resources.Where(resource => resource.IsActive), ct));

    public async Task<Answer<ResourceList>> ListAll(CancellationToken ct) => new ResourceList(await Read(db.Resources, ct));

    public async Task<Answer<ResourceAnswer>> Find(Guid id, CancellationToken ct) =>
        (await Read(db.Resources.Where(resource => resource.Id == id), ct)) is [var one] ? one : Refusal.NotFound("room or person");

    private async Task<List<ResourceAnswer>> Read(IQueryable<Resource> found, CancellationToken ct)
    {
        var resources = await found.AsNoTracking().OrderBy(resource => resource.Name)
            .Select(resource => new { Resource = resource, Services = db.ServiceResources.Where(link => link.ResourceId == resource.Id).Select(link => link.ServiceId).ToList() })
            .ToListAsync(ct);
        return resources.Select(row => ResourceAnswer.From(row.Resource, row.Services)).ToList();
    }
}
