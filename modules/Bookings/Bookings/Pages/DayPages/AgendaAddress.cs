using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Pages.Shared;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Bookings.Pages.DayPages;

/// <summary>What the agenda shows, all of it in the address: so a view can be sent to a colleague, and the back button works.</summary>
internal sealed record AgendaAddress(string View, DateOnly Day, AgendaFilter Filter)
{
    public static readonly IReadOnlyList<AgendaLens> Lenses =
    [
        new("day", "Day", "d", 1), new("3days", "3 days", "3", 3), new("week", "Week", "w", 7), new("month", "Month", "m", 42), new("list", "List", "l", 1), new("rooms", "Rooms", "r", 14),
    ];

    private const int ListedWeek = 7;

    public required DateOnly Today { get; init; }

    /// <summary>The list shows a day, or the seven from it on.</summary>
    public bool IsWeekListed { get; init; }

    /// <summary>An appointment taken up to be put down elsewhere.</summary>
    public Guid? Cut { get; init; }

    /// <summary>A booking to be made once more elsewhere.</summary>
    public Guid? Copy { get; init; }

    public AgendaLens Lens => Lenses.First(lens => lens.Name == View);

    public bool IsFiltered => Filter != AgendaFilter.None;

    public int Days => View == "list" && IsWeekListed ? ListedWeek : Lens.Days;

    public DateOnly First => View switch
    {
        "week" => Day.Monday(),
        "month" => Month.Monday(),
        _ => Day,
    };

    public DateOnly Month => new(Day.Year, Day.Month, 1);

    public DateOnly Before => View == "month" ? Month.AddMonths(-1) : Day.AddDays(-Step);

    public DateOnly After => View == "month" ? Month.AddMonths(1) : Day.AddDays(Step);

    /// <summary>What the arrows go by, in words.</summary>
    public string Unit => (View, Step) switch
    {
        ("month", _) => "Month",
        (_, 1) => "Day",
        (_, 3) => "Three days",
        _ => "Week",
    };

    private int Step => View == "rooms" ? ListedWeek : Days;

    public static AgendaAddress Read(IQueryCollection query, DateOnly today) => new(
        Lenses.Any(lens => lens.Name == query["view"]) ? query["view"].ToString() : Lenses[0].Name,
        BookingText.ReadDay(query["date"]) ?? today,
        new AgendaFilter(
            Id(query["resourceId"]),
            Id(query["serviceId"]),
            BookingText.ReadStatus(query["status"]),
            query["cancelled"] == "true"))
    {
        Today = today,
        IsWeekListed = query["days"] == "7",
        Cut = Id(query["cut"]),
        Copy = Id(query["copy"]),
    };

    public string On(DateOnly day) => (this with { Day = day }).ToString();

    public string In(string view) => (this with { View = view }).ToString();

    public string Showing(AgendaFilter filter) => (this with { Filter = filter }).ToString();

    public override string ToString() => "/agenda?" + string.Join('&', Parts().Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));

    /// <summary>The day last looked at is left out when it is today: then the same link is right tomorrow.</summary>
    private IEnumerable<(string Name, string? Value)> Parts() =>
    [
        ("view", View),
        ("date", Day == Today ? null : Day.Iso()),
        ("resourceId", Filter.ResourceId?.ToString()),
        ("serviceId", Filter.ServiceId?.ToString()),
        ("status", Filter.Status?.Css()),
        ("cancelled", Filter.ShowCancelled ? "true" : null),
        ("days", IsWeekListed ? "7" : null),
        ("cut", Cut?.ToString()),
        ("copy", Copy?.ToString()),
    ];

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}

/// <summary>A way of looking at the agenda: its name in the address, its name for people, its key, the days it shows.</summary>
internal sealed record AgendaLens(string Name, string Text, string Key, int Days);
