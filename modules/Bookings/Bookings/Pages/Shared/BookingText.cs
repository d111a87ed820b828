using System.Globalization;
using BookingPlatform.Bookings.Agenda;
using BookingPlatform.Bookings.Contracts;
using BookingPlatform.Bookings.Domain;
using BookingPlatform.Bookings.Features;
using BookingPlatform.Kernel;
using BookingPlatform.Kernel.Time;
using BookingPlatform.Kernel.Ui;
using Microsoft.AspNetCore.Http;

namespace BookingPlatform.Bookings.Pages.Shared;

/// <summary>How the pages say what a booking is, in the words of the front desk.</summary>
internal static class BookingText
{
    public static string Name(this BookingStatus status) => status switch
    {
        BookingStatus.Booked => "Booked",
        BookingStatus.Arrived => "Arrived",
        BookingStatus.Done => "Done",
        BookingStatus.NoShow => "No-show",
        _ => "Cancelled",
    };

    /// <summary>Class of the stylesheet.</summary>
    public static string Css(this BookingStatus status) => status switch
    {
        BookingStatus.Booked => "booked",
        BookingStatus.Arrived => "arrived",
        BookingStatus.Done => "done",
        BookingStatus.NoShow => "no-show",
        _ => "cancelled",
    };

    /// <summary>From an address, as <see cref="Css(BookingStatus)"/> or the API writes it; null for anything else.</summary>
    public static BookingStatus? ReadStatus(string? text) =>
        Enum.TryParse<BookingStatus>(text?.Replace("-", "", StringComparison.Ordinal), true, out var status) && Enum.IsDefined(status) ? status : null;

    public static string Icon(this BookingStatus status) => status switch
    {
        BookingStatus.Booked => "calendar",
        BookingStatus.Arrived => "point-filled",
        BookingStatus.Done => "circle-check",
        BookingStatus.NoShow => "user-x",
        _ => "x",
    };

    public static string Name(this ServiceKind kind) => kind switch
    {
        ServiceKind.Appointment => "Appointment",
        ServiceKind.Class => "Class",
        _ => "Stay",
    };

    public static string Name(this ResourceKind kind) => kind switch
    {
        ResourceKind.Person => "Person",
        ResourceKind.Space => "Space",
        _ => "Room",
    };

    /// <summary>S0-5: through which door the booking came.</summary>
    public static string Say(this BookingPath path) => path switch
    {
        BookingPath.Unvalidated => "Book now, without guest validation",
        BookingPath.Validated => "Book now, with guest validation",
        BookingPath.Itinerary => "For an itinerary",
        _ => "By the guest, online",
    };

    /// <summary><c>Saturday 21 November 2026, 15:30–16:30</c>, or the days of a stay.</summary>
    public static string When(this Business business, BookingAnswer booking) => booking is { Arrival: { } arrival, Departure: { } departure }
        ? business.Nights(arrival, departure)
        : $"{business.ShowLongDay(Day(booking.StartsAt))}, {business.Span(booking.StartsAt, booking.EndsAt)}";

    /// <summary>The same for tables: <c>21 Nov 2026, 15:30–16:30</c>.</summary>
    public static string WhenBriefly(this Business business, BookingAnswer booking) => booking is { Arrival: { } arrival, Departure: { } departure }
        ? $"{business.ShowDay(arrival)} – {business.ShowDay(departure)}"
        : $"{business.ShowDay(Day(booking.StartsAt))}, {business.Span(booking.StartsAt, booking.EndsAt)}";

    /// <summary><c>21 Nov 2026 – 23 Nov 2026, 2 nights</c>.</summary>
    public static string Nights(this Business business, DateOnly arrival, DateOnly departure) =>
        $"{business.ShowDay(arrival)} – {business.ShowDay(departure)}, {Count(departure.DayNumber - arrival.DayNumber, "night")}";

    /// <summary><c>15:30–16:30</c>; the day of the end is named when it is another one.</summary>
    public static string Span(this Business business, DateTimeOffset from, DateTimeOffset until)
    {
        var end = business.ShowTime(TimeOnly.FromDateTime(until.DateTime));
        var start = business.ShowTime(TimeOnly.FromDateTime(from.DateTime));
        return Day(from) == Day(until) || until.TimeOfDay == TimeSpan.Zero ? $"{start}–{end}" : $"{start} – {business.ShowDay(Day(until))}, {end}";
    }

    public static string Span(this Business business, AgendaTime time) => business.Span(time.From, time.Until);

    public static DateOnly Day(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime);

    /// <summary>As in addresses and <c>datetime</c> attributes: <c>2026-11-21</c>.</summary>
    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2026-11-21T15:30+00:00</c>.</summary>
    public static string Iso(this DateTimeOffset local) => local.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>To the view of the agenda a booking was opened from, where it is said what was done; null when it was opened from elsewhere.</summary>
    public static string? BackToAgenda(this HttpRequest request, string done, Guid booking) => ReadDay(request.Query["date"]) is { } day
        ? $"/agenda?view={(request.Query["view"].ToString() is { Length: > 0 } view ? Uri.EscapeDataString(view) : "day")}&date={day.Iso()}&{done}={booking}"
        : null;

    public static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9990 ? day : null;

    /// <summary><c>1 night</c>, <c>3 nights</c>, <c>8 people</c>.</summary>
    public static string Count(int number, string one, string? many = null) =>
        number == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{number} {many ?? one + "s"}");

    /// <summary><c>60 min</c>, <c>1 h 30 min</c>.</summary>
    public static string Minutes(int minutes) => minutes < 120 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";
}
