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

    public static ServiceAnswer From(Service service, IEnumerable<Guid> resourceIds) => new(service.Id, service.Kind, service.Name, new(service.PriceMinor, service.Currency), resourceIds.ToList())
    {
        Description = service.Description,
        DurationMinutes = service.Minutes,
        BufferBeforeMinutes = service.BufferBeforeMinutes,
        BufferAfterMinutes = service.BufferAfterMinutes,
        Capacity = service.Capacity,
        TaxBasisPoints = service.TaxBasisPoints,
        Colour = service.Colour,
    };
}

internal sealed record ServiceList(IReadOnlyList<ServiceAnswer> Items, string? NextCursor = null);

/// <summary>A room, person or space as lists show it.</summary>
internal sealed record ResourceAnswer(Guid Id, ResourceKind Kind, string Name, IReadOnlyList<OpenAnswer> Hours)
{
    public static ResourceAnswer From(Resource resource) => new(resource.Id, resource.Kind, resource.Name, resource.Hours.Spans.Select(OpenAnswer.Of).ToList());
}

internal sealed record ResourceList(IReadOnlyList<ResourceAnswer> Items, string? NextCursor = null);

/// <summary>Open on a day of the week; times as <c>09:00</c>, the end of the day as <c>24:00</c>.</summary>
internal sealed record OpenAnswer(DayOfWeek Day, string From, string Until)
{
    public static OpenAnswer Of(OpenSpan span) => new(span.Day, Say(span.From), Say(span.Until));

    private static string Say(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}

/// <summary>The services on offer, by name.</summary>
internal sealed class ListServices(BookingsDb db)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/services", async (ListServices feature, CancellationToken ct) => (await feature.List(ct)).ToHttp())
        .WithName("ListServices")
        .Produces<ServiceList>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<ServiceList>> List(CancellationToken ct)
    {
        var services = await db.Services.AsNoTracking().Where(service => service.IsActive).OrderBy(service => service.Name)
            .Select(service => new { Service = service, Resources = db.ServiceResources.Where(link => link.ServiceId == service.Id).Select(link => link.ResourceId).ToList() })
            .ToListAsync(ct);
        return new ServiceList(services.Select(row => ServiceAnswer.From(row.Service, row.Resources)).ToList());
    }
}

/// <summary>The rooms, people and spaces, by name.</summary>
internal sealed class ListResources(BookingsDb db)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/resources", async (ListResources feature, CancellationToken ct) => (await feature.List(ct)).ToHttp())
        .WithName("ListResources")
        .Produces<ResourceList>()
        .Needs(Right.SeeBookings);

    public async Task<Answer<ResourceList>> List(CancellationToken ct)
    {
        var resources = await db.Resources.AsNoTracking().Where(resource => resource.IsActive).OrderBy(resource => resource.Name).ToListAsync(ct);
        return new ResourceList(resources.Select(ResourceAnswer.From).ToList());
    }
}
