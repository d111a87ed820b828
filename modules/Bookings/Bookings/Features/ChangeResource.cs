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

/// <summary>What is to be different about a room, person or space; what is not said stays.</summary>
internal sealed record ChangeResourceRequest
{
    [JsonIgnore]
    public Guid ResourceId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>Fixed once it was booked.</summary>
    public ResourceKind? Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>Empty to take it away.</summary>
    public string? Description { get; init; }

    /// <summary>The whole week; empty for always open.</summary>
    public IReadOnlyList<OpenRequest>? Hours { get; init; }

    /// <summary>All the services it can give.</summary>
    public IReadOnlyList<Guid>? ServiceIds { get; init; }
}

/// <summary>Changes a room, person or space. Bookings that were made stand, also outside new opening hours.</summary>
internal sealed class ChangeResource(BookingsDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPatch("/resources/{id:guid}", async (Guid id, ChangeResourceRequest request, HttpRequest http, ChangeResource feature, CancellationToken ct) =>
            (await feature.Change(request with { ResourceId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
        .WithName("ChangeResource")
        .Produces<ResourceAnswer>()
        .Needs(Right.ManageSettings);

    public async Task<Answer<ResourceAnswer>> Change(ChangeResourceRequest request, CancellationToken ct)
    {
        if (await db.Resources.FirstOrDefaultAsync(one => one.Id == request.ResourceId, ct) is not { } resource)
            return Refusal.NotFound("room or person");
        if (request.Version is { } seen && seen != resource.Version)
            return Refusal.Stale();
        if (!Clean(request, resource).Is(out var changed, out var refusal))
            return refusal;
        var hours = resource.Hours;
        if (request.Hours is { } week && !CreateResource.Hours(week).Is(out hours, out refusal))
            return refusal;
        if (changed.Kind is { } kind && kind != resource.Kind && await IsUsed(resource.Id, ct))
            return Refusal.Conflict("kind-fixed", $"{resource.Name} has been booked, so it stays what it is.");
        var services = (request.ServiceIds ?? await db.ServiceResources.Where(link => link.ResourceId == resource.Id).Select(link => link.ServiceId).ToListAsync(ct)).Distinct().ToArray();
        if (await db.Services.CountAsync(service => services.Contains(service.Id), ct) != services.Length)
            return SlotPlanner.Unknown("unknown-service", "There is no such service.");
        return await Save(resource, changed, hours, services, ct);
    }

    private static Answer<ChangeResourceRequest> Clean(ChangeResourceRequest sent, Resource resource)
    {
        var typed = new TypedFields("");
        var request = sent with
        {
            Kind = sent.Kind ?? resource.Kind,
            Name = typed.Required("name", sent.Name ?? resource.Name, CreateResource.LongestName, "Give it a name."),
            Description = typed.Text("description", sent.Description ?? resource.Description, CreateResource.LongestDescription),
        };
        return typed.Faults.Count == 0 ? request : Refusal.Invalid(typed.Faults);
    }

    private async Task<Answer<ResourceAnswer>> Save(Resource resource, ChangeResourceRequest changed, OpeningHours hours, Guid[] services, CancellationToken ct)
    {
        var before = Said(resource);
        (resource.Kind, resource.Name, resource.Description, resource.Hours) = (changed.Kind!.Value, changed.Name!, changed.Description, hours);
        // The version is written even when only links differ; the calendar's own version is not, whoever books at this moment has raised it.
        db.Entry(resource).Property(row => row.Name).IsModified = true;
        await db.Link(db.ServiceResources.Where(link => link.ResourceId == resource.Id), services.Select(id => new ServiceResource { ServiceId = id, ResourceId = resource.Id }).ToList(), ct);
        work.Audit(new AuditEntry { Subject = "resource", SubjectId = resource.Id, Action = "resource.changed", Sentence = $"Changed {resource.Name}.", Before = before, After = Said(resource) });
        return await work.SaveUnlessStale(ct) ? ResourceAnswer.From(resource, services) : Refusal.Stale();
    }

    private async Task<bool> IsUsed(Guid id, CancellationToken ct) =>
        await db.Bookings.AnyAsync(booking => booking.ResourceId == id, ct) || await db.Sessions.AnyAsync(session => session.ResourceId == id, ct);

    private static string Said(Resource resource) => $"{resource.Name}, {resource.Kind}, {(resource.HoursText.Length == 0 ? "always open" : resource.HoursText)}";
}
