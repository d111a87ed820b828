using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;

namespace BookingPlatform.Bookings.Pages.DayPages;

/// <summary>A stretch of a column in minutes after local midnight, and the lane it stands in where things overlap.</summary>
internal readonly record struct DayPlace(int From, int Until, int Lane = 0, int Lanes = 1)
{
    private const int MostLanes = 8;

    public int Length => Until - From;

    /// <summary>The classes of the stylesheet's layer "place".</summary>
    public string Css => Lanes == 1 ? $"{Start} {Size}" : $"{Start} {Size} l{Math.Min(Lane, MostLanes - 1)} n{Math.Min(Lanes, MostLanes)}";

    public string Start => $"h{From / 60} m{From % 60}";

    private string Size => $"dh{Length / 60} dm{Length % 60}";

    public bool Overlaps(DayPlace other) => From < other.Until && other.From < Until;
}

/// <summary>Something that stands in a column: one booking or one class.</summary>
internal sealed record DayItem(DayPlace Place, AgendaBooking? Booking, AgendaClass? Class);

/// <summary>Where everything of a day stands: hours shown, tiles in lanes, buffers, closed hours and what is free to book.</summary>
internal sealed class DayLayout
{
    private const int Minutes = 24 * 60;
    private const int SlotMinutes = 30;
    private const int LeastTile = 5;
    private readonly AgendaView view;

    public DayLayout(AgendaView view)
    {
        this.view = view;
        Columns = view.Columns.Where(IsShown).ToList();
        var times = Columns.SelectMany(Times).Select(At).Where(place => place.Length > 0).ToList();
        (FromHour, ToHour) = times.Count == 0 ? (8, 20) : (times.Min(place => place.From) / 60, (times.Max(place => place.Until) + 59) / 60);
    }

    /// <summary>Days side by side show the same hours.</summary>
    public static IReadOnlyList<DayLayout> Of(IReadOnlyList<AgendaView> views)
    {
        var layouts = views.Select(view => new DayLayout(view)).ToList();
        var (from, to) = (layouts.Min(layout => layout.FromHour), layouts.Max(layout => layout.ToHour));
        foreach (var layout in layouts)
            (layout.FromHour, layout.ToHour) = (from, to);
        return layouts;
    }

    public DateOnly Day => view.Day;

    public int FromHour { get; private set; }

    public int ToHour { get; private set; }

    /// <summary>Rooms that are let by the night stand in the list of stays, not as columns that are always full.</summary>
    public IReadOnlyList<AgendaColumn> Columns { get; }

    public IReadOnlyList<AgendaBooking> Stays => view.Columns.SelectMany(column => column.Bookings).Where(IsStay).ToList();

    /// <summary>Minute of the wall clock on the day shown; null on other days.</summary>
    public int? NowMinute => DateOnly.FromDateTime(view.Now.DateTime) == view.Day ? (int)view.Now.TimeOfDay.TotalMinutes : null;

    public bool ShowsNow => NowMinute is { } now && now >= FromHour * 60 && now < ToHour * 60;

    public IReadOnlyList<DayItem> Items(AgendaColumn column)
    {
        var items = column.Bookings.Where(booking => !IsStay(booking)).Select(booking => new DayItem(Tile(booking.Time), booking, null))
            .Concat(column.Classes.Select(session => new DayItem(Tile(session.Time), null, session)))
            .Where(item => item.Place.From < Minutes && item.Place.Until > 0)
            .OrderBy(item => item.Place.From).ThenByDescending(item => item.Place.Length)
            .ToList();
        return InLanes(items).ToList();
    }

    /// <summary>Time around a booking that is kept free: preparing before, cleaning after.</summary>
    public IEnumerable<DayPlace> Buffers(AgendaColumn column) => column.Bookings
        .Where(booking => !IsStay(booking) && booking.Status.TakesTime())
        .SelectMany(booking => new[] { At(new(booking.Occupied.From, booking.Time.From)), At(new(booking.Time.Until, booking.Occupied.Until)) })
        .Where(place => place.Length > 0)
        .Select(Clip);

    /// <summary>The hours shown in which nobody works here.</summary>
    public IEnumerable<DayPlace> Closed(AgendaColumn column)
    {
        if (column.IsAlwaysOpen)
            yield break;
        var from = FromHour * 60;
        foreach (var open in column.Open.Select(At).OrderBy(open => open.From))
        {
            if (open.From > from)
                yield return new(from, open.From);
            from = Math.Max(from, open.Until);
        }

        if (from < ToHour * 60)
            yield return new(from, ToHour * 60);
    }

    /// <summary>What is closed by date, with the reason, within the hours shown.</summary>
    public IEnumerable<(DayPlace Place, string Reason)> Closures(AgendaColumn column) =>
        column.Closures.Select(closed => (Place: Clip(At(closed.Time)), closed.Reason)).Where(closed => closed.Place.Length > 0);

    /// <summary>Half hours that could be booked: open, free, not over yet.</summary>
    public IEnumerable<DayPlace> FreeSlots(AgendaColumn column)
    {
        var today = DateOnly.FromDateTime(view.Now.DateTime);
        if (column.ResourceId is null || view.Day < today)
            return [];
        var busy = Busy(column).ToList();
        var open = column.IsAlwaysOpen ? [new DayPlace(FromHour * 60, ToHour * 60)] : column.Open.Select(At).ToList();
        return open.SelectMany(HalfHours).Where(slot => slot.From >= (NowMinute ?? 0) && !busy.Any(slot.Overlaps));
    }

    /// <summary>Taken by something that the filter hides.</summary>
    public IEnumerable<DayPlace> Hidden(AgendaColumn column) => column.Hidden.Select(At).Select(Clip).Where(place => place.Length > 0);

    private IEnumerable<DayPlace> Busy(AgendaColumn column) => column.Bookings
        .Where(booking => booking.Status is not BookingStatus.Cancelled)
        .Select(booking => At(booking.Occupied))
        .Concat(column.Classes.Select(session => At(session.Time)))
        .Concat(column.Closures.Select(closed => At(closed.Time)))
        .Concat(column.Hidden.Select(At));

    private IEnumerable<DayPlace> HalfHours(DayPlace open)
    {
        var first = (Math.Max(open.From, FromHour * 60) + SlotMinutes - 1) / SlotMinutes * SlotMinutes;
        for (var from = first; from + SlotMinutes <= Math.Min(open.Until, ToHour * 60); from += SlotMinutes)
            yield return new(from, from + SlotMinutes);
    }

    private bool IsShown(AgendaColumn column) =>
        column.Kind is not ResourceKind.Room || !column.IsAlwaysOpen || column.Classes.Count > 0 || column.Bookings.Any(booking => !IsStay(booking));

    private static bool IsStay(AgendaBooking booking) => booking.Kind is ServiceKind.Stay;

    private static IEnumerable<AgendaTime> Times(AgendaColumn column) => column.Open
        .Concat(column.Bookings.Where(booking => !IsStay(booking)).Select(booking => booking.Time))
        .Concat(column.Classes.Select(session => session.Time));

    /// <summary>A tile is never thinner than a finger's hint of it, nor longer than the day.</summary>
    private DayPlace Tile(AgendaTime time) => At(time) is var place && place.Length < LeastTile && place.From <= Minutes - LeastTile
        ? place with { Until = place.From + LeastTile }
        : place;

    private DayPlace Clip(DayPlace place) => new(Math.Max(place.From, FromHour * 60), Math.Min(place.Until, ToHour * 60));

    private DayPlace At(AgendaTime time) => new(Minute(time.From), Minute(time.Until));

    /// <summary>What the clock on the wall shows; midnight for whatever lies on another day.</summary>
    private int Minute(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime).CompareTo(view.Day) switch
    {
        < 0 => 0,
        > 0 => Minutes,
        _ => (int)local.TimeOfDay.TotalMinutes,
    };

    /// <summary>Things that overlap, directly or through others, share the width; each takes the first lane that is free again.</summary>
    private static IEnumerable<DayItem> InLanes(List<DayItem> items)
    {
        for (var first = 0; first < items.Count;)
        {
            var (next, end) = (first, 0);
            while (next < items.Count && (next == first || items[next].Place.From < end))
                end = Math.Max(end, items[next++].Place.Until);
            foreach (var item in Share(items[first..next]))
                yield return item;
            first = next;
        }
    }

    private static List<DayItem> Share(List<DayItem> group)
    {
        var ends = new List<int>();
        var lanes = new List<int>();
        foreach (var item in group)
        {
            var lane = ends.FindIndex(end => end <= item.Place.From);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = item.Place.Until;
            lanes.Add(lane);
        }

        return group.Select((item, i) => item with { Place = item.Place with { Lane = lanes[i], Lanes = ends.Count } }).ToList();
    }
}
