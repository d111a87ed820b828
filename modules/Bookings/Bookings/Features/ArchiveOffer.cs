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

/// <summary>A service or a resource that is taken off the offer or put back.</summary>
internal sealed record ArchiveRequest(Guid Id, int? Version);

/// <param name="Id">The service or resource.</param>
/// <param name="IsActive">Whether it can be booked.</param>
/// <param name="FutureBookings">How many bookings still stand; archiving cancels none.</param>
/// <param name="Message">What happened, and who must do what about those bookings.</param>
internal sealed record ArchiveAnswer(Guid Id, bool IsActive, int FutureBookings, string Message)
{
    public required int Version { get; init; }
}

/// <summary>Takes a service, room or person off the offer. Nothing that was booked is ever deleted: bookings stand, and the front desk moves or cancels them.</summary>
internal sealed class ArchiveOffer(BookingsDb db, Work work)
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, "services", "Service", (feature, request, active, ct) => feature.Service(request, active, ct));
        Map(api, "resources", "Resource", (feature, request, active, ct) => feature.Resource(request, active, ct));
    }

    private delegate Task<Answer<ArchiveAnswer>> Act(ArchiveOffer feature, ArchiveRequest request, bool isActive, CancellationToken ct);

    private static void Map(IEndpointRouteBuilder api, string path, string name, Act act)
    {
        api.MapPost($"/{path}/{{id:guid}}/archive", async (Guid id, HttpRequest http, ArchiveOffer feature, CancellationToken ct) =>
                (await act(feature, new(id, IfMatch.Version(http)), false, ct)).ToHttp())
            .WithName($"Archive{name}").Produces<ArchiveAnswer>().Needs(Right.ManageSettings);
        api.MapDelete($"/{path}/{{id:guid}}", async (Guid id, HttpRequest http, ArchiveOffer feature, CancellationToken ct) =>
                (await act(feature, new(id, IfMatch.Version(http)), false, ct)).ToHttp())
            .WithName($"Delete{name}").Produces<ArchiveAnswer>().Needs(Right.ManageSettings);
        api.MapPost($"/{path}/{{id:guid}}/restore", async (Guid id, HttpRequest http, ArchiveOffer feature, CancellationToken ct) =>
                (await act(feature, new(id, IfMatch.Version(http)), true, ct)).ToHttp())
            .WithName($"Restore{name}").Produces<ArchiveAnswer>().Needs(Right.ManageSettings);
    }

    public async Task<Answer<ArchiveAnswer>> Service(ArchiveRequest request, bool isActive, CancellationToken ct)
    {
        if (await db.Services.FirstOrDefaultAsync(one => one.Id == request.Id, ct) is not { } service)
            return Refusal.NotFound("service");
        if (request.Version is { } seen && seen != service.Version)
            return Refusal.Stale();
        service.IsActive = isActive;
        Note("service", service.Id, service.Name, isActive);
        var standing = await Standing().CountAsync(booking => booking.ServiceId == service.Id, ct);
        return await work.SaveUnlessStale(ct) ? Say(service.Id, service.Name, isActive, standing) with { Version = service.Version } : Refusal.Stale();
    }

    public async Task<Answer<ArchiveAnswer>> Resource(ArchiveRequest request, bool isActive, CancellationToken ct)
    {
        if (await db.Resources.FirstOrDefaultAsync(one => one.Id == request.Id, ct) is not { } resource)
            return Refusal.NotFound("room or person");
        if (request.Version is { } seen && seen != resource.Version)
            return Refusal.Stale();
        resource.IsActive = isActive;
        Note("resource", resource.Id, resource.Name, isActive);
        var standing = await Standing().CountAsync(booking => booking.ResourceId == resource.Id
            || db.Sessions.Any(session => session.Id == booking.SessionId && session.ResourceId == resource.Id), ct);
        return await work.SaveUnlessStale(ct) ? Say(resource.Id, resource.Name, isActive, standing) with { Version = resource.Version } : Refusal.Stale();
    }

    private IQueryable<Booking> Standing()
    {
        var now = work.Now;
        return db.Bookings.Where(booking => booking.EndsAtUtc > now && (booking.Status == BookingStatus.Booked || booking.Status == BookingStatus.Arrived));
    }

    private static ArchiveAnswer Say(Guid id, string name, bool isActive, int standing) => new(id, isActive, standing, (isActive, standing) switch
    {
        (true, _) => $"{name} can be booked again.",
        (_, 0) => $"{name} is archived: it can no longer be booked. No booking to come is affected.",
        (_, 1) => $"{name} is archived: it can no longer be booked. 1 booking to come still stands; the front desk must move or cancel it.",
        _ => $"{name} is archived: it can no longer be booked. {standing} bookings to come still stand; the front desk must move or cancel them.",
    })
    {
        Version = 0,
    };

    private void Note(string subject, Guid id, string name, bool isActive) => work.Audit(new AuditEntry
    {
        Subject = subject,
        SubjectId = id,
        Action = isActive ? $"{subject}.restored" : $"{subject}.archived",
        Sentence = isActive ? $"Put {name} back on offer." : $"Archived {name}.",
    });
}
