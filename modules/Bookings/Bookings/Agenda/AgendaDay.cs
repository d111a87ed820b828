using BookingPlatform.Bookings.Calendar;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Data;
using BookingPlatform.Kernel.Time;

namespace BookingPlatform.Bookings.Agenda;

/// <param name="Day">Null for today.</param>
/// <param name="Filter">Null for everything that is not cancelled.</param>
internal sealed record AgendaDayRequest(DateOnly? Day, AgendaFilter? Filter = null);

/// <summary>The agenda of a business day, or of some days one after the other.</summary>
internal sealed class AgendaDay(AgendaReader reader, IBusinesses businesses, Work work)
{
    private const int MostDays = 7;

    public async Task<Answer<AgendaView>> View(AgendaDayRequest request, CancellationToken ct) =>
        (await Views(request, 1, ct)).Is(out var views, out var refusal) ? views[0] : refusal;

    /// <summary>As many statements for a week as for a day.</summary>
    public async Task<Answer<IReadOnlyList<AgendaView>>> Views(AgendaDayRequest request, int days, CancellationToken ct)
    {
        var business = await businesses.Get(work.BusinessId, ct);
        var day = request.Day ?? business.Day(work.Now);
        if (day.Year is < 1900 or > 9990)
            return Refusal.Invalid("day", "This day is too far away.");
        if (days is < 1 or > MostDays)
            return Refusal.Invalid("days", $"Show 1 to {MostDays} days.");
        var range = new DayRange(day, day.AddDays(days - 1));
        var filter = request.Filter ?? AgendaFilter.None;
        var content = await reader.Read(range, filter, ct);
        return range.Each().Select(each => OfDay(content, filter, each)).ToList();
    }

    private AgendaView OfDay(AgendaContent content, AgendaFilter filter, DateOnly day)
    {
        var columns = Columns(content, filter, day);
        return new AgendaView(day, content.Business.At(work.Now))
        {
            TimeZone = content.Business.TimeZone,
            Columns = columns,
            Open = AgendaHours.Together(columns.SelectMany(column => column.Open)),
            IsSetUp = content.Resources.Count > 0,
            Choices = content.Choices,
        };
    }

    private static List<AgendaColumn> Columns(AgendaContent content, AgendaFilter filter, DateOnly day)
    {
        var window = new DayRange(day, day).In(content.Business);
        var bookings = content.Bookings.Where(booking => booking.SessionId is null && window.Has(booking.Time)).ToLookup(booking => booking.ResourceId);
        var closures = content.Closures;
        var classes = content.Sessions.Where(session => window.Has(session.Class.Time)).ToLookup(session => session.ResourceId);
        var columns = AgendaHours.InOrder(content.Resources)
            .Where(resource => filter.ResourceId is null || filter.ResourceId == resource.Id)
            .Select(resource => new AgendaColumn(resource.Id, resource.Name, resource.Kind)
            {
                Open = AgendaHours.Of(content, [resource], day),
                IsAlwaysOpen = resource.Hours.Spans.Count == 0,
                Bookings = bookings[resource.Id].Where(filter.Shows).ToList(),
                Classes = classes[resource.Id].Where(filter.Shows).Select(session => session.Class).ToList(),
                Closures = closures.Where(closed => closed.IsOf(resource.Id) && window.Has(closed.Time)).ToList(),
                Hidden = Hidden(bookings[resource.Id], classes[resource.Id], filter),
            }).ToList();
        if (classes[null].Where(filter.Shows).Select(session => session.Class).ToList() is { Count: > 0 } roomless)
            columns.Add(new(null, "Classes", null) { Open = [], IsAlwaysOpen = true, Bookings = [], Classes = roomless, Closures = [], Hidden = [] });
        return columns;
    }

    private static List<AgendaTime> Hidden(IEnumerable<AgendaBooking> bookings, IEnumerable<AgendaSession> sessions, AgendaFilter filter) =>
        bookings.Where(booking => booking.Status.TakesTime() && booking.Kind is not ServiceKind.Stay && !filter.Shows(booking)).Select(booking => booking.Occupied)
            .Concat(sessions.Where(session => !filter.Shows(session)).Select(session => session.Class.Time)).ToList();
}

/// <summary>Opening hours, order of columns and what stands on a day, common to all views.</summary>
internal static class AgendaHours
{
    public static IEnumerable<Resource> InOrder(IEnumerable<Resource> resources) => resources
        .OrderBy(resource => resource.Kind switch { ResourceKind.Person => 0, ResourceKind.Space => 1, _ => 2 })
        .ThenBy(resource => resource.Name, StringComparer.CurrentCulture);

    /// <summary>The open stretches of some resources on a day, together. Those that are always open, as rooms are, say nothing about a day and are left out.</summary>
    public static IReadOnlyList<AgendaTime> Of(AgendaContent content, IEnumerable<Resource> resources, DateOnly day)
    {
        var (only, business) = (new DayRange(day, day), content.Business);
        return Interval.Merge(resources.Where(resource => resource.Hours.Spans.Count > 0).SelectMany(resource => content.House.Open(business, resource, only)))
            .Where(only.In(business).Overlaps)
            .Select(open => AgendaReader.Time(business, open.From, open.Until))
            .ToList();
    }

    public static DateOnly Monday(this DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static bool Has(this Interval window, AgendaTime time) => time.From.UtcDateTime < window.Until && time.Until.UtcDateTime > window.From;

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
