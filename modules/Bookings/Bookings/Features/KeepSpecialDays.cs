using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.Bookings.Features;

/// <summary>From when until when; times as <c>09:00</c>, the end of the day as <c>24:00</c>.</summary>
internal sealed record HoursRequest(string? From, string? Until);

/// <summary>Other hours on one date, for one room or person or for everybody who has weekly hours.</summary>
internal sealed record SpecialDayRequest
{
    public DateOnly? Day { get; init; }

    /// <summary>Null for everybody who has weekly hours.</summary>
    public Guid? ResourceId { get; init; }

    /// <summary>Empty for not open at all that day.</summary>
    public IReadOnlyList<HoursRequest> Hours { get; init; } = [];
}

internal sealed record SpecialDayAnswer(Guid Id, DateOnly Day, Guid? ResourceId, IReadOnlyList<HoursRequest> Hours)
{
    public static SpecialDayAnswer Of(SpecialDay special) => new(special.Id, special.Day, special.ResourceId == Guid.Empty ? null : special.ResourceId,
        DayHours.Parse(special.HoursText).Spans.Select(span => new HoursRequest(OpenAnswer.Say(span.From), OpenAnswer.Say(span.Until))).ToList());
}

internal sealed record SpecialDayList(IReadOnlyList<SpecialDayAnswer> Items);

/// <summary>Opening hours by date: they replace those of the weekday, and a second set for the same date replaces the first.</summary>
internal sealed class KeepSpecialDays(BookingsDb db, Work work)
{
    private const int MostStretches = 6;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/special-days", async (bool? past, KeepSpecialDays feature, CancellationToken ct) => (await feature.List(past ?? false, ct)).ToHttp())
            .WithName("ListSpecialDays").Produces<SpecialDayList>().Needs(Right.SeeBookings);
        api.MapPut("/special-days", async (SpecialDayRequest request, KeepSpecialDays feature, CancellationToken ct) => (await feature.Set(request, ct)).ToHttp())
            .WithName("SetSpecialDay").Produces<SpecialDayAnswer>().Needs(Right.ManageSettings);
        api.MapDelete("/special-days/{id:guid}", async (Guid id, KeepSpecialDays feature, CancellationToken ct) => (await feature.Remove(id, ct)).ToHttp(_ => TypedResults.NoContent()))
            .WithName("RemoveSpecialDay").Produces(StatusCodes.Status204NoContent).Needs(Right.ManageSettings);
    }

    /// <summary>From today on, by date.</summary>
    public async Task<Answer<SpecialDayList>> List(bool past, CancellationToken ct)
    {
        var earliest = past ? DateOnly.MinValue : DateOnly.FromDateTime(work.Now).AddDays(-1);
        var days = await db.SpecialDays.AsNoTracking().Where(special => special.Day >= earliest).OrderBy(special => special.Day).ThenBy(special => special.Id).ToListAsync(ct);
        return new SpecialDayList(days.Select(SpecialDayAnswer.Of).ToList());
    }

    public async Task<Answer<SpecialDayAnswer>> Set(SpecialDayRequest request, CancellationToken ct)
    {
        if (request.Day is not { Year: > 1900 and < 9990 } day)
            return Refusal.Invalid("day", "Say which day.");
        if (request.Hours.Count > MostStretches)
            return Refusal.Invalid("hours", $"At most {MostStretches} stretches a day.");
        var week = request.Hours.Select(open => new OpenRequest(day.DayOfWeek, open.From, open.Until)).ToList();
        if (!CreateResource.Hours(week).Is(out var hours, out var refusal))
            return refusal;
        if (request.ResourceId is { } id && !await db.Resources.AnyAsync(resource => resource.Id == id, ct))
            return SlotPlanner.Unknown("unknown-resource", "There is no such room or person.");
        return await Save(day, request.ResourceId ?? Guid.Empty, new DayHours(hours.Spans), ct);
    }

    private async Task<Answer<SpecialDayAnswer>> Save(DateOnly day, Guid resource, DayHours hours, CancellationToken ct)
    {
        var special = await db.SpecialDays.FirstOrDefaultAsync(one => one.Day == day && one.ResourceId == resource, ct)
            ?? db.SpecialDays.Add(new SpecialDay { Day = day, ResourceId = resource, HoursText = "" }).Entity;
        var before = special.HoursText;
        special.HoursText = hours.ToString();
        var said = string.Join(", ", SpecialDayAnswer.Of(special).Hours.Select(open => $"{open.From}–{open.Until}"));
        Note(special, "hours.set", $"Set the hours on {day:yyyy-MM-dd}: {(said.Length == 0 ? "not open" : said)}.", before);
        return await work.TrySaveAsync(ct) ? SpecialDayAnswer.Of(special) : Refusal.Conflict("try-again", "Somebody set this day at the same moment. Look at it, then try again.");
    }

    public async Task<Answer<Done>> Remove(Guid id, CancellationToken ct)
    {
        if (await db.SpecialDays.FirstOrDefaultAsync(one => one.Id == id, ct) is not { } special)
            return Refusal.NotFound("day");
        db.SpecialDays.Remove(special);
        Note(special, "hours.removed", $"The usual hours hold again on {special.Day:yyyy-MM-dd}.", special.HoursText);
        return await work.SaveUnlessStale(ct) ? default(Done) : Refusal.NotFound("day");
    }

    private void Note(SpecialDay special, string action, string sentence, string before) =>
        work.Audit(new AuditEntry { Subject = "special-day", SubjectId = special.Id, Action = action, Sentence = sentence, Before = before, After = special.HoursText });
}
