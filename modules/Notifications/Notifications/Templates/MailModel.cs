using BookingPlatform.Kernel;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Templates;

/// <summary>
/// Everything a template may name, in lower camel case: <c>{{guest}}</c>, <c>{{booking.service}}</c>, <c>{{business.phone}}</c>.
/// All values are ready to read: localised, on one line, nothing that staff wrote for themselves. A name that is not here stops the template instead of leaving a gap.
/// </summary>
/// <param name="Guest">First and last name; null when it is no name to be greeted by.</param>
/// <param name="Business">Who writes.</param>
/// <param name="Booking">What it is about; null in advertising.</param>
/// <param name="Words">The words of the language.</param>
internal sealed record MailModel(string? Guest, BusinessModel Business, BookingModel? Booking, Words Words)
{
    /// <summary>BCP 47 tag of the text.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>Where the calendar file is; null while this installation does not know its own address, and for what was called off.</summary>
    public string? CalendarLink { get; init; }

    /// <summary>Where the reader says that they want no more of it; of advertising only.</summary>
    public string? UnsubscribeLink { get; init; }

    /// <summary>All bookings of an itinerary; empty for a message about one booking.</summary>
    public IReadOnlyList<BookingModel> Stay { get; init; } = [];

    /// <summary>The facts of the booking, or of each of the stay, with their names, in reading order.</summary>
    public IReadOnlyList<LineGroup> Groups => (Stay.Count > 0 ? Stay : Booking is null ? [] : [Booking]).Select(booking => new LineGroup(booking.Lines(Words.Labels))).ToList();

    public bool CanBeAsked => Business.Email is not null || Business.Phone is not null;
}

/// <param name="Name">As guests know it.</param>
/// <param name="Phone">Null when the business gave none.</param>
/// <param name="Email">Null when the business gave none.</param>
internal sealed record BusinessModel(string Name, string? Phone, string? Email)
{
    public static BusinessModel Of(Business business) =>
        new(OneLine.Of(business.Name), business.Phone is { } phone ? OneLine.Of(phone) : null, business.Email);
}

/// <param name="Code">What people say on the telephone.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Resource">Room, person or table; null for none.</param>
/// <param name="Day">Day it starts, with its weekday.</param>
internal sealed record BookingModel(string Code, string Service, string? Resource, string Day)
{
    /// <summary>Whether it is nights in a room; then <see cref="Arrival"/> and <see cref="Departure"/> are there, otherwise <see cref="When"/>.</summary>
    public required bool IsStay { get; init; }

    /// <summary>Day and time, from and until.</summary>
    public string? When { get; init; }

    /// <summary>Day of arrival and from what time on.</summary>
    public string? Arrival { get; init; }

    /// <summary>Day of departure and until what time.</summary>
    public string? Departure { get; init; }

    /// <summary>Number of people; null for one.</summary>
    public string? Party { get; init; }

    /// <summary>Price of it all; null when it costs nothing.</summary>
    public string? Price { get; init; }

    public IReadOnlyList<Line> Lines(Labels labels) => new (string Label, string? Value)[]
    {
        (labels.Service, Service),
        (labels.When, When),
        (labels.Arrival, Arrival),
        (labels.Departure, Departure),
        (IsStay ? labels.Room : labels.Reserved, Resource),
        (labels.Party, Party),
        (labels.Price, Price),
        (labels.Code, Code),
    }.Where(line => line.Value is not null).Select(line => new Line(line.Label, line.Value!)).ToList();
}

/// <summary>The facts of one booking.</summary>
internal sealed record LineGroup(IReadOnlyList<Line> Lines);

/// <summary>One fact with its name.</summary>
internal sealed record Line(string Label, string Value);
