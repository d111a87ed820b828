using System.Text.Json.Serialization;
using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>What is to be different about a service; what is not said stays.</summary>
internal sealed record ChangeServiceRequest
{
    [JsonIgnore]
    public Guid ServiceId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Fixed once it was booked.</summary>
    public ServiceKind? Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>Empty to take it away.</summary>
    public string? Description { get; init; }

    public int? DurationMinutes { get; init; }

    public int? BufferBeforeMinutes { get; init; }

    public int? BufferAfterMinutes { get; init; }

    public int? Capacity { get; init; }

    public long? PriceMinor { get; init; }

    public int? TaxBasisPoints { get; init; }

    public bool? HasBasePrice { get; init; }

    public bool? IsOnline { get; init; }

    public bool? IsForKnownGuests { get; init; }

    public int? NoticeMinutes { get; init; }

    /// <summary>0 for as far as anybody may.</summary>
    public int? HorizonDays { get; init; }

    public string? Colour { get; init; }

    /// <summary>All the rooms and people that can give it.</summary>
    public IReadOnlyList<Guid>? ResourceIds { get; init; }
}

/// <summary>Changes a service. Bookings that were made keep their time, their buffers and their price.</summary>
internal sealed class ChangeService(BookingsDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/services/{id:guid}", async (Guid id, ChangeServiceRequest request, HttpRequest http, ChangeService feature, CancellationToken ct) =>
            (await feature.Change(request with { ServiceId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("ChangeService")
        .Produces<ServiceAnswer>()
        .Needs(Right.ManageSettings);

    public async Task<Answer<ServiceAnswer>> Change(ChangeServiceRequest request, CancellationToken ct)
    {
        if (await db.Services.FirstOrDefaultAsync(one => one.Id == request.ServiceId, ct) is not { } service)
            return Refusal.NotFound("service");
        if (request.Version is { } seen && seen != service.Version)
            return Refusal.Stale();
        var present = await db.ServiceResources.Where(link => link.ServiceId == service.Id).Select(link => link.ResourceId).ToListAsync(ct);
        if (!CreateService.Clean(Merged(request, service)).Is(out var changed, out var refusal))
            return refusal;
        var resources = (request.ResourceIds ?? present).Distinct().ToArray();
        if (await db.Resources.CountAsync(resource => resources.Contains(resource.Id), ct) != resources.Length)
            return SlotPlanner.Unknown("unknown-resource", "There is no such room or person.");
        if (changed.Kind != service.Kind && await IsUsed(service.Id, ct))
            return Refusal.Conflict("kind-fixed", $"{service.Name} has been booked, so it stays what it is. Add another service for the other kind.");
        return await Save(service, changed, resources, ct);
    }

    private async Task<Answer<ServiceAnswer>> Save(Service service, CreateServiceRequest changed, Guid[] resources, CancellationToken ct)
    {
        var before = Said(service);
        CreateService.Apply(changed, service);
        // Links alone are a change too: whoever saw the old ones is told.
        db.Entry(service).State = EntityState.Modified;
        await db.Link(db.ServiceResources.Where(link => link.ServiceId == service.Id), resources.Select(id => new ServiceResource { ServiceId = service.Id, ResourceId = id }).ToList(), ct);
        work.Audit(new AuditEntry { Subject = "service", SubjectId = service.Id, Action = "service.changed", Sentence = $"Changed the service {service.Name}.", Before = before, After = Said(service) });
        return await work.SaveUnlessStale(ct) ? ServiceAnswer.From(service, resources) : Refusal.Stale();
    }

    private static CreateServiceRequest Merged(ChangeServiceRequest request, Service service) => new()
    {
        Kind = request.Kind ?? service.Kind,
        Name = request.Name ?? service.Name,
        Description = request.Description ?? service.Description,
        DurationMinutes = request.DurationMinutes ?? service.Minutes,
        BufferBeforeMinutes = request.BufferBeforeMinutes ?? service.BufferBeforeMinutes,
        BufferAfterMinutes = request.BufferAfterMinutes ?? service.BufferAfterMinutes,
        Capacity = request.Capacity ?? service.Capacity,
        PriceMinor = request.PriceMinor ?? service.PriceMinor,
        TaxBasisPoints = request.TaxBasisPoints ?? service.TaxBasisPoints,
        HasBasePrice = request.HasBasePrice ?? service.HasBasePrice,
        IsOnline = request.IsOnline ?? service.IsOnline,
        IsForKnownGuests = request.IsForKnownGuests ?? service.IsForKnownGuests,
        NoticeMinutes = request.NoticeMinutes ?? service.NoticeMinutes,
        HorizonDays = request.HorizonDays ?? service.HorizonDays,
        Colour = request.Colour ?? service.Colour,
    };

    private async Task<bool> IsUsed(Guid id, CancellationToken ct) =>
        await db.Bookings.AnyAsync(booking => booking.ServiceId == id, ct) || await db.Sessions.AnyAsync(session => session.ServiceId == id, ct);

    private static string Said(Service service) =>
        $"{service.Name}, {service.Kind}, {service.Minutes} min (+{service.BufferBeforeMinutes}/{service.BufferAfterMinutes}), {service.Capacity} people, {service.PriceMinor} {service.Currency}{(service.IsOnline ? ", online" : "")}{(service.IsForKnownGuests ? " for known guests" : "")}";
}
