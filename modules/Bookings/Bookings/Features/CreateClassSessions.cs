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

internal sealed record CreateClassSessionsRequest
{
    public Guid ServiceId { get; init; }

    /// <summary>A room of the class that is then taken; null when it needs none.</summary>
    public Guid? ResourceId { get; init; }

    public string? StartsAt { get; init; }

    /// <summary>Null for the places of the service.</summary>
    public int? Capacity { get; init; }

    /// <summary>How many weeks in a row, at the same time on the wall.</summary>
    public int Weeks { get; init; } = 1;
}

internal sealed record ClassSessionAnswer(Guid Id, Guid ServiceId, Guid? ResourceId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Capacity);

internal sealed record ClassSessionList(IReadOnlyList<ClassSessionAnswer> Items);

/// <summary>Sets dates of a class. With a room it goes through the room's calendar like a booking: all dates or none.</summary>
internal sealed class CreateClassSessions(BookingsDb db, Work work, IBusinesses businesses, CalendarLock calendar, Occupancy occupancy)
{
    private const int MostWeeks = 52;
    private const int MostPlaces = 1000;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/class-sessions", async (CreateClassSessionsRequest request, CreateClassSessions feature, CancellationToken ct) =>
            (await feature.Create(request, ct)).ToHttp(made => TypedResults.Created((string?)null, made)))
        .WithName("CreateClassSessions")
        .Produces<ClassSessionList>(StatusCodes.Status201Created)
        .Needs(Right.ManageSettings);

    public async Task<Answer<ClassSessionList>> Create(CreateClassSessionsRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        if (!RequestedTime.Read(request.StartsAt, business).Is(out var start, out var refusal))
            return refusal;
        if (start < work.Now || start > work.Now.AddYears(5))
            return Refusal.Invalid("startsAt", "A class lies ahead, by up to five years.", start < work.Now ? "in-the-past" : "too-far-ahead");
        if (!(await Class(request, business.Day(start), ct)).Is(out var offer, out refusal))
            return refusal;
        var sessions = Weekly(business, start, request.Weeks).Select(at => New(request, offer.Service, at)).ToList();
        if (Closed(offer, sessions) is { } closed)
            return Refusal.Invalid("startsAt", $"It is closed at one of these times: {closed.Reason}.", "closed").With("reason", closed.Reason);
        if (request.ResourceId is { } room && await IsTaken(room, sessions, ct))
        {
            await work.AbandonAsync();
            return Refusal.Conflict("slot-taken", "The room is taken at one of these times.");
        }

        db.Sessions.AddRange(sessions);
        var dates = sessions.Count == 1 ? "a date" : $"{sessions.Count} dates";
        work.Audit(new AuditEntry { Subject = "service", SubjectId = offer.Service.Id, Action = "class.dates-set", Sentence = $"Set {dates} of {offer.Service.Name} from {business.At(start):yyyy-MM-dd HH:mm}." });
        return await work.TrySaveAsync(ct)
            ? new ClassSessionList(sessions.Select(session => Say(business, session)).ToList())
            : Refusal.Conflict("class-exists", $"{offer.Service.Name} already has a date at one of these times.");
    }

    private async Task<Answer<Offer>> Class(CreateClassSessionsRequest request, DateOnly first, CancellationToken ct)
    {
        if (await db.FindOffer(new(request.ServiceId, request.ResourceId, null) { Days = new(first, first.AddDays(7 * Math.Clamp(request.Weeks, 1, MostWeeks))) }, ct) is not { } offer)
            return SlotPlanner.Unknown("unknown-service", "There is no such service.");
        if (offer.Service.Kind is not ServiceKind.Class)
            return Refusal.Invalid("serviceId", $"{offer.Service.Name} is not a class.");
        if (request.ResourceId is { } room && offer.Resources.All(resource => resource.Id != room))
            return SlotPlanner.Unknown("unknown-resource", "There is no such room for this class.");
        if (request.Capacity is < 1 or > MostPlaces)
            return Refusal.Invalid("capacity", $"A class has 1 to {MostPlaces} places.");
        return request.Weeks is < 1 or > MostWeeks ? Refusal.Invalid("weeks", $"Set dates for 1 to {MostWeeks} weeks.") : offer;
    }

    private static ClosedTime? Closed(Offer offer, List<ClassSession> sessions) =>
        sessions.Select(session => offer.House.WhyClosed(session.ResourceId, new(session.StartsAtUtc, session.EndsAtUtc))).FirstOrDefault(closed => closed is not null);

    /// <summary>The same time on the wall each week, also after clocks have changed.</summary>
    private static IEnumerable<DateTime> Weekly(Business business, DateTime start, int weeks) =>
        Enumerable.Range(0, weeks).Select(week => business.Utc(business.Day(start).AddDays(7 * week), business.TimeOfDay(start)));

    private static ClassSession New(CreateClassSessionsRequest request, Service service, DateTime start)
    {
        var time = new Interval(start, start.AddMinutes(service.Minutes));
        var occupied = service.Occupied(time);
        return new ClassSession
        {
            ServiceId = service.Id,
            ResourceId = request.ResourceId,
            StartsAtUtc = time.From,
            EndsAtUtc = time.Until,
            OccupiedFromUtc = occupied.From,
            OccupiedUntilUtc = occupied.Until,
            Capacity = request.Capacity ?? service.Capacity,
        };
    }

    private async Task<bool> IsTaken(Guid room, List<ClassSession> sessions, CancellationToken ct)
    {
        await calendar.Take(room, ct);
        var whole = new Interval(sessions[0].OccupiedFromUtc, sessions[^1].OccupiedUntilUtc);
        var taken = (await occupancy.Taken([room], whole).ToListAsync(ct)).Select(time => time.Interval).ToList();
        return sessions.Any(session => taken.Any(new Interval(session.OccupiedFromUtc, session.OccupiedUntilUtc).Overlaps));
    }

    private static ClassSessionAnswer Say(Business business, ClassSession session) =>
        new(session.Id, session.ServiceId, session.ResourceId, business.At(session.StartsAtUtc), business.At(session.EndsAtUtc), session.Capacity);
}
