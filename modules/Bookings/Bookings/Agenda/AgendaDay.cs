using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Agenda;

/// <param name="Day">Null for today.</param>
/// <param name="ShowCancelled">Cancelled bookings are hidden unless asked for.</param>
internal sealed record AgendaDayRequest(DateOnly? Day, bool ShowCancelled = false);

/// <summary>The agenda of one business day.</summary>
internal sealed class AgendaDay(AgendaReader reader, IBusinesses businesses, Work work)
{
    public async Task<Answer<AgendaView>> View(AgendaDayRequest request, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var day = request.Day ?? business.Day(work.Now);
        if (day.Year is < 1900 or > 9990)
            return Refusal.Invalid("day", "This day is too far away.");
        var content = await reader.Read(new(day, day), request.ShowCancelled, ct);
        var columns = Columns(content, day);
        return new AgendaView(day, business.At(work.Now))
        {
            TimeZone = business.TimeZone,
            Columns = columns,
            Open = AgendaHours.Together(columns.SelectMany(column => column.Open)),
            IsSetUp = content.Resources.Count > 0,
        };
    }

    private static List<AgendaColumn> Columns(AgendaContent content, DateOnly day)
    {
        var bookings = content.Bookings.Where(booking => booking.SessionId is null).ToLookup(booking => booking.ResourceId);
        var classes = content.Sessions.ToLookup(session => session.ResourceId, session => session.Class);
        var columns = AgendaHours.InOrder(content.Resources).Select(resource => new AgendaColumn(resource.Id, resource.Name, resource.Kind)
        {
            Open = AgendaHours.Of(content.Business, [resource], day),
            IsAlwaysOpen = resource.Hours.Spans.Count == 0,
            Bookings = bookings[resource.Id].ToList(),
            Classes = classes[resource.Id].ToList(),
        }).ToList();
        if (classes[null].ToList() is { Count: > 0 } roomless)
            columns.Add(new(null, "Classes", null) { Open = [], IsAlwaysOpen = true, Bookings = [], Classes = roomless });
        return columns;
    }
}

/// <summary>Opening hours and order of columns, common to day and week.</summary>
internal static class AgendaHours
{
    public static IEnumerable<Resource> InOrder(IEnumerable<Resource> resources) => resources
        .OrderBy(resource => resource.Kind switch { ResourceKind.Person => 0, ResourceKind.Space => 1, _ => 2 })
        .ThenBy(resource => resource.Name, StringComparer.CurrentCulture);

    /// <summary>The open stretches of some resources on a day, together. Those that are always open, as rooms are, say nothing about a day and are left out.</summary>
    public static IReadOnlyList<AgendaTime> Of(Business business, IEnumerable<Resource> resources, DateOnly day)
    {
        var whole = new DayRange(day, day).In(business);
        return Interval.Merge(resources.Where(resource => resource.Hours.Spans.Count > 0).SelectMany(resource => resource.Hours.Between(business, day, day)))
            .Where(whole.Overlaps)
            .Select(open => AgendaReader.Time(business, open.From, open.Until))
            .ToList();
    }

    public static IReadOnlyList<AgendaTime> Together(IEnumerable<AgendaTime> times)
    {
        var all = times.ToList();
        if (all.Count == 0)
            return [];
        return Interval.Merge(all.Select(time => new Interval(time.From.UtcDateTime, time.Until.UtcDateTime)))
            .Select(open => new AgendaTime(new DateTimeOffset(open.From).ToOffset(all[0].From.Offset), new DateTimeOffset(open.Until).ToOffset(all[0].From.Offset)))
            .ToList();
    }
}
