using System.Globalization;
using System.Text;
using BookingPlatform.Notifications.Mail;

namespace BookingPlatform.Notifications.Calendar;

/// <summary>What a calendar file asks of the calendar (RFC 5546, 3.2).</summary>
internal enum CalendarMethod
{
    /// <summary>Take it in: of what was downloaded, and of several events at once.</summary>
    Publish,

    /// <summary>Take it in, or take the newer version of it.</summary>
    Request,

    /// <summary>Take it out.</summary>
    Cancel,
}

/// <summary>One booking in a calendar.</summary>
/// <param name="Uid">The booking's id: the same in every file about it, so that a calendar knows which entry is meant.</param>
/// <param name="Sequence">Rises with every change; a calendar ignores older versions.</param>
/// <param name="StartUtc">Start.</param>
/// <param name="EndUtc">End.</param>
/// <param name="Summary">The line in the calendar.</param>
internal sealed record CalendarEvent(Guid Uid, int Sequence, DateTime StartUtc, DateTime EndUtc, string Summary)
{
    public required IReadOnlyList<string> Description { get; init; }

    public required string Location { get; init; }

    public required CalendarPerson Organizer { get; init; }

    /// <summary>The guest; not named in files that anybody could open.</summary>
    public CalendarPerson? Attendee { get; init; }

    public bool IsCancelled { get; init; }
}

internal sealed record CalendarPerson(string Name, string Email);

/// <summary>
/// Writes iCalendar (RFC 5545): lines of at most 75 octets, escaped texts, all times in UTC, which every calendar shows on its owner's clock and which needs no
/// time zone rules in the file.
/// </summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;

    public static string Write(CalendarMethod method, IEnumerable<CalendarEvent> events, DateTime now)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//BookingPlatform//Bookings//EN");
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, $"METHOD:{Code(method)}");
        foreach (var one in events)
            Event(file, one, now);
        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    public static string Code(CalendarMethod method) => method.ToString().ToUpperInvariant();

    private static void Event(StringBuilder file, CalendarEvent one, DateTime now)
    {
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{one.Uid:D}");
        Line(file, $"DTSTAMP:{Instant(now)}");
        Line(file, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{one.Sequence}"));
        Line(file, $"DTSTART:{Instant(one.StartUtc)}");
        Line(file, $"DTEND:{Instant(one.EndUtc)}");
        Line(file, $"SUMMARY:{Text(one.Summary)}");
        Line(file, $"DESCRIPTION:{string.Join("\\n", one.Description.Select(Text))}");
        Line(file, $"LOCATION:{Text(one.Location)}");
        Line(file, $"STATUS:{(one.IsCancelled ? "CANCELLED" : "CONFIRMED")}");
        Line(file, $"ORGANIZER;CN={Parameter(one.Organizer.Name)}:{Mailbox(one.Organizer)}");
        if (one.Attendee is { } guest)
            Line(file, $"ATTENDEE;CN={Parameter(guest.Name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:{Mailbox(guest)}");
        Line(file, "TRANSP:OPAQUE");
        Line(file, "END:VEVENT");
    }

    /// <summary>Folded by octets, never inside a character (RFC 5545, 3.1).</summary>
    private static void Line(StringBuilder file, string line)
    {
        var room = LongestLine;
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                file.Append("\r\n ");
                room = LongestLine - 1;
            }

            file.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 5545, 3.3.11.</summary>
    private static string Text(string value) => OneLine.Of(value)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    /// <summary>A quoted parameter cannot hold quotes; RFC 6868 writes them, and carets, with a caret.</summary>
    private static string Parameter(string value) => $"\"{OneLine.Of(value).Replace("^", "^^", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal)}\"";

    private static string Mailbox(CalendarPerson person) => $"mailto:{OneLine.Of(person.Email).Replace(" ", "", StringComparison.Ordinal)}";
}
