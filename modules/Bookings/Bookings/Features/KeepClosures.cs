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

internal sealed record ClosureRequest
{
    /// <summary>The closure to change; null for a new one.</summary>
    [JsonIgnore]
    public Guid? ClosureId { get; init; }

    [JsonIgnore]
    public int? Version { get; init; }

    /// <summary>ISO 8601, with an offset or on the business's wall.</summary>
    public string? From { get; init; }

    public string? Until { get; init; }

    /// <summary>For staff; guests are told only that it is closed.</summary>
    public string? Reason { get; init; }

    /// <summary>Null or empty for the whole business.</summary>
    public IReadOnlyList<Guid>? ResourceIds { get; init; }
}

/// <param name="Id">The closure.</param>
/// <param name="From">First instant.</param>
/// <param name="Until">First instant that is open again.</param>
/// <param name="Reason">For staff.</param>
/// <param name="ResourceIds">Empty for the whole business.</param>
/// <param name="Version">For If-Match.</param>
internal sealed record ClosureAnswer(Guid Id, DateTimeOffset From, DateTimeOffset Until, string Reason, IReadOnlyList<Guid> ResourceIds, int Version)
{
    /// <summary>How many bookings stand in that time and are to be moved or cancelled.</summary>
    public required int ConflictCount { get; init; }

    /// <summary>The first of them, where one closure is asked for.</summary>
    public IReadOnlyList<BookingAnswer>? Conflicts { get; init; }
}

internal sealed record ClosureList(IReadOnlyList<ClosureAnswer> Items);

/// <summary>Closes the business, or some rooms and people, for a while. Bookings that stand then are no obstacle: they are named, and staff move or cancel them.</summary>
internal sealed class KeepClosures(BookingsDb db, Work work, IBusinesses businesses, BookingReader reader)
{
    private const int LongestReason = 200;
    private const int MostConflicts = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2 * 366);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/closures", async (bool? past, KeepClosures feature, CancellationToken ct) => (await feature.List(past ?? false, ct)).ToHttp())
            .WithName("ListClosures").Produces<ClosureList>().Needs(Right.SeeBookings);
        api.MapGet("/closures/{id:guid}", async (Guid id, KeepClosures feature, CancellationToken ct) => (await feature.Find(id, ct)).ToHttp())
            .WithName("GetClosure").Produces<ClosureAnswer>().Needs(Right.SeeBookings);
        api.MapPost("/closures", async (ClosureRequest request, KeepClosures feature, CancellationToken ct) =>
                (await feature.Keep(request, ct)).ToHttp(made => TypedResults.Created($"/api/v1/closures/{made.Id}", made)))
            .WithName("Close").Produces<ClosureAnswer>(StatusCodes.Status201Created).Needs(Right.ManageSettings);
        api.MapPut("/closures/{id:guid}", async (Guid id, ClosureRequest request, HttpRequest http, KeepClosures feature, CancellationToken ct) =>
                (await feature.Keep(request with { ClosureId = id, Version = IfMatch.Version(http) }, ct)).ToHttp())
            .WithName("ChangeClosure").Produces<ClosureAnswer>().Needs(Right.ManageSettings);
        api.MapDelete("/closures/{id:guid}", async (Guid id, HttpRequest http, KeepClosures feature, CancellationToken ct) =>
                (await feature.Remove(new() { ClosureId = id, Version = IfMatch.Version(http) }, ct)).ToHttp(_ => TypedResults.NoContent()))
            .WithName("RemoveClosure").Produces(StatusCodes.Status204NoContent).Needs(Right.ManageSettings);
    }

    /// <summary>Soonest first, each with the number of its conflicts, in one statement.</summary>
    public async Task<Answer<ClosureList>> List(bool past, CancellationToken ct)
    {
        var earliest = past ? DateTime.UnixEpoch : work.Now;
        var business = await businesses.Get(work.BusinessId, ct);
        var rows = await Rows(db.Closures.Where(closure => closure.UntilUtc > earliest)).OrderBy(row => row.Closure.FromUtc).ToListAsync(ct);
        return new ClosureList(rows.Select(row => Say(business, row)).ToList());
    }

    public async Task<Answer<ClosureAnswer>> Find(Guid id, CancellationToken ct)
    {
        if (await Rows(db.Closures.Where(closure => closure.Id == id)).FirstOrDefaultAsync(ct) is not { } row)
            return Refusal.NotFound("closure");
        var (from, until, ids, isWhole) = (row.Closure.FromUtc, row.Closure.UntilUtc, row.ResourceIds, row.ResourceIds.Count == 0);
        var conflicts = db.Bookings.Where(booking => booking.Status == BookingStatus.Booked && booking.StartsAtUtc < until && booking.EndsAtUtc > from
            && (isWhole || (booking.ResourceId != null && ids.Contains(booking.ResourceId.Value))
                || db.Sessions.Any(session => session.Id == booking.SessionId && session.ResourceId != null && ids.Contains(session.ResourceId.Value))));
        return Say(await businesses.Get(work.BusinessId, ct), row) with { Conflicts = await reader.Read(conflicts.OrderBy(booking => booking.StartsAtUtc).Take(MostConflicts), ct) };
    }

    public async Task<Answer<ClosureAnswer>> Keep(ClosureRequest request, CancellationToken ct)
    {
        var typed = new TypedFields("");
        var reason = typed.Required("reason", request.Reason, LongestReason, "Say why, for the staff: Holidays, Repairs …");
        if (typed.Faults.Count > 0)
            return Refusal.Invalid(typed.Faults);
        if (!Time(request, await businesses.Get(work.BusinessId, ct)).Is(out var time, out var refusal))
            return refusal;
        var resources = (request.ResourceIds ?? []).Distinct().ToArray();
        if (await db.Resources.CountAsync(resource => resources.Contains(resource.Id), ct) != resources.Length)
            return SlotPlanner.Unknown("unknown-resource", "There is no such room or person.");
        if (!(await Open(request, reason!, ct)).Is(out var closure, out refusal))
            return refusal;
        (closure.FromUtc, closure.UntilUtc, closure.Reason) = (time.From, time.Until, reason!);
        db.RemoveRange(await db.ClosedResources.Where(link => link.ClosureId == closure.Id && !resources.Contains(link.ResourceId)).ToListAsync(ct));
        var present = await db.ClosedResources.Where(link => link.ClosureId == closure.Id).Select(link => link.ResourceId).ToListAsync(ct);
        db.AddRange(resources.Except(present).Select(id => new ClosedResource { ClosureId = closure.Id, ResourceId = id }));
        Note(closure, "closure.set", $"Closed {(resources.Length == 0 ? "the business" : resources.Length == 1 ? "a room or person" : $"{resources.Length} rooms or people")}: {closure.Reason}.");
        return await work.SaveUnlessStale(ct) ? await Find(closure.Id, ct) : Refusal.Stale();
    }

    public async Task<Answer<Done>> Remove(ClosureRequest request, CancellationToken ct)
    {
        if (!(await Open(request, "", ct)).Is(out var closure, out var refusal))
            return refusal;
        db.RemoveRange(await db.ClosedResources.Where(link => link.ClosureId == closure.Id).ToListAsync(ct));
        db.Closures.Remove(closure);
        Note(closure, "closure.removed", $"Opened again: {closure.Reason}.");
        return await work.SaveUnlessStale(ct) ? default(Done) : Refusal.Stale();
    }

    private async Task<Answer<Closure>> Open(ClosureRequest request, string reason, CancellationToken ct)
    {
        if (request.ClosureId is not { } id)
            return db.Closures.Add(new Closure { Reason = reason }).Entity;
        if (await db.Closures.FirstOrDefaultAsync(one => one.Id == id, ct) is not { } closure)
            return Refusal.NotFound("closure");
        return request.Version is { } seen && seen != closure.Version ? Refusal.Stale() : closure;
    }

    private static Answer<Interval> Time(ClosureRequest request, Business business)
    {
        if (!RequestedTime.Read(request.From, business, "from").Is(out var from, out var refusal) || !RequestedTime.Read(request.Until, business, "until").Is(out var until, out refusal))
            return refusal;
        return from < until && until - from <= Longest ? new Interval(from, until) : Refusal.Invalid("until", "A closure ends after it begins, within two years.");
    }

    private IQueryable<ClosureRow> Rows(IQueryable<Closure> closures) => closures.AsNoTracking().Select(closure => new ClosureRow
    {
        Closure = closure,
        ResourceIds = db.ClosedResources.Where(link => link.ClosureId == closure.Id).Select(link => link.ResourceId).ToList(),
        Conflicts = db.Bookings.Count(booking => booking.Status == BookingStatus.Booked && booking.StartsAtUtc < closure.UntilUtc && booking.EndsAtUtc > closure.FromUtc
            && (!db.ClosedResources.Any(link => link.ClosureId == closure.Id) || db.ClosedResources.Any(link => link.ClosureId == closure.Id
                && (link.ResourceId == booking.ResourceId || db.Sessions.Any(session => session.Id == booking.SessionId && session.ResourceId == link.ResourceId))))),
    });

    private static ClosureAnswer Say(Business business, ClosureRow row) =>
        new(row.Closure.Id, business.At(row.Closure.FromUtc), business.At(row.Closure.UntilUtc), row.Closure.Reason, row.ResourceIds, row.Closure.Version) { ConflictCount = row.Conflicts };

    private void Note(Closure closure, string action, string sentence) =>
        work.Audit(new AuditEntry { Subject = "closure", SubjectId = closure.Id, Action = action, Sentence = sentence, After = $"{closure.FromUtc:yyyy-MM-ddTHH:mmZ}/{closure.UntilUtc:yyyy-MM-ddTHH:mmZ}" });

    private sealed class ClosureRow
    {
        public required Closure Closure { get; init; }

        public required List<Guid> ResourceIds { get; init; }

        public required int Conflicts { get; init; }
    }
}
